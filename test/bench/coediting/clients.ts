import { answerAsks } from '../asks';
import { attackAnswers } from './attacks.clients';
import { gatheringAnswers } from './gathering.clients';
import { historyAnswers } from './history.clients';
import { Person, type Server } from './person';
import { readerAnswers } from './reader.clients';
import { typingAnswers } from './typing.clients';

/* The people, all of them, in a process that is none of the servers. */

answerAsks({
  ...typingAnswers,
  ...historyAnswers,
  ...gatheringAnswers,
  ...readerAnswers,
  ...attackAnswers,
  /** What a document holds, by the clocks of its clients. */
  async clocks({ server, room }: { server: Server; room: number }): Promise<[client: number, clock: number][]> {
    const person = new Person(server, room, 1000);
    await person.whole;
    person.drop();
    return [...person.have];
  },
});
