import admission from './admission.json';
import attachments from './attachments.json';
import discussions from './discussions.json';
import facilitation from './facilitation.json';
import organisations from './organisations.json';
import people from './people.json';
import sectors from './sectors.json';
import shared from './shared.json';
import synthesis from './synthesis.json';
import tasks from './tasks.json';
import text from './text.json';

export default {
  admission,
  attachments,
  discussions,
  facilitation,
  organisations,
  people,
  sectors,
  shared,
  synthesis,
  tasks,
  text,
};
