import { callDeeds } from '../../app/calls/jobs.server';
import { committeeDeeds } from '../../app/committee/jobs.server';
import { consultationDeeds } from '../../app/consultations/jobs.server';
import { resultsDeeds } from '../../app/consultations/results/publishing.server';
import { decisionDeeds } from '../../app/decisions/jobs.server';
import { discussionDeeds } from '../../app/discussions/jobs.server';
import { documentDeeds } from '../../app/documents/jobs.server';
import { reminderDeeds } from '../../app/events/calendar/reminders.server';
import { registrationDeeds } from '../../app/events/registration/changing.server';
import { noticeDeeds } from '../../app/notices/jobs.server';
import { replyDeeds } from '../../app/notices/replying/jobs.server';
import { peopleDeeds } from '../../app/people/jobs.server';
import { questionnaireDeeds } from '../../app/questionnaires/releasing.server';
import { synthesisDeeds } from '../../app/synthesis/jobs.server';
import type { PostOffice } from '../mail/post-office';
import { weeklyWordDeed } from '../mail/weekly-word';
import type { Deed } from './runner';

/** Every deed that may wait in the queue, by name. */
export function makeDeeds(postOffice: PostOffice, roomStaffMail: string[] = []): Record<string, Deed> {
  return {
    'send-mail': postOffice.send,
    'send-bulk-mail': postOffice.sendOfMany,
    'erase-from-outbox': postOffice.eraseFromOutbox,
    ...callDeeds,
    ...committeeDeeds,
    ...consultationDeeds,
    ...resultsDeeds,
    ...decisionDeeds,
    ...discussionDeeds,
    ...documentDeeds,
    ...noticeDeeds,
    ...replyDeeds,
    ...peopleDeeds,
    ...synthesisDeeds,
    ...questionnaireDeeds,
    ...registrationDeeds,
    ...reminderDeeds,
    ...weeklyWordDeed(roomStaffMail),
  };
}
