import type { DiscussionPage } from '../page.server';
import { Conversation } from './conversation';
import type { Here } from './post';

export function LiveConversation({ data, here }: { data: DiscussionPage; here: Here }) {
  return <Conversation posts={data.posts} phases={data.phases} here={here} firstUnread={data.firstUnread} />;
}
