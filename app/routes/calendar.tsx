import { randomUUID } from 'node:crypto';
import { useActionData, useLoaderData } from '@remix-run/react';
import { FeedPage, type FeedPageData, type MadeFeed } from '~/events/calendar/components/feed-page';
import { findFeed, makeFeed, revokeFeed } from '~/events/calendar/feeds.server';
import { feedMaking, reminderChoosing } from '~/events/calendar/forms';
import { chooseReminders, readReminderChoice } from '~/events/calendar/reminders.server';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

const doneWords = ['revoked', 'reminders'];

export const loader = page(async (asked): Promise<FeedPageData & { title: string }> => {
  const { sql, url, t } = asked;
  const reader = signedIn(asked);
  const [feed, reminders] = await Promise.all([findFeed(sql, reader.id), readReminderChoice(sql, reader.id)]);
  const done = url.searchParams.get('done') ?? '';
  return {
    title: t('calendar:feed.title'),
    feed: feed && { madeAt: feed.madeAt.toISOString(), readAt: feed.readAt?.toISOString() ?? null },
    reminders,
    zone: reader.timeZone,
    once: randomUUID(),
    done: doneWords.includes(done) ? t(`calendar:done.${done}`) : null,
  };
});

export const action = deed(async (asked): Promise<Response | MadeFeed> => {
  const { sql, form, limit, publicUrl } = asked;
  const reader = signedIn(asked);
  await limit('write', String(reader.id));
  switch (form.typed.deed) {
    case 'make': {
      const key = await makeFeed(sql, reader, parseForm(form, feedMaking).once);
      if (!key) return { made: null };
      const address = `${publicUrl}/calendar.ics?key=${key}`;
      const webcal = address.replace(/^https?:/, 'webcal:');
      const google = `https://calendar.google.com/calendar/render?cid=${encodeURIComponent(webcal)}`;
      return { made: { address, webcal, google } };
    }
    case 'revoke':
      await revokeFeed(sql, reader);
      return goTo('/calendar?done=revoked');
    case 'reminders':
      await chooseReminders(sql, reader, parseForm(form, reminderChoosing));
      return goTo('/calendar?done=reminders');
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Calendar() {
  const answer = useActionData<typeof action>();
  const made = answer && 'made' in answer ? (answer as MadeFeed) : undefined;
  return <FeedPage data={useLoaderData<typeof loader>()} answer={made} />;
}
