import attachments from './attachments.json' with { type: 'json' };
import discussions from './discussions.json' with { type: 'json' };
import heard from './heard.json' with { type: 'json' };
import notices from './notices.json' with { type: 'json' };
import organisations from './organisations.json' with { type: 'json' };
import people from './people.json' with { type: 'json' };
import sectors from './sectors.json' with { type: 'json' };
import shared from './shared.json' with { type: 'json' };
import tasks from './tasks.json' with { type: 'json' };
import text from './text.json' with { type: 'json' };
import themes from './themes.json' with { type: 'json' };

export default {
  attachments,
  discussions,
  heard,
  notices,
  organisations,
  people,
  sectors,
  shared,
  tasks,
  text,
  themes,
};
