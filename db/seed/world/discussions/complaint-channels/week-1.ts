import { prose } from '../../prose';
import type { Posts } from '../discussion-of';

export const week1 = {
  'week-1-welcome': {
    author: 'wanjiru.d',
    phase: 0,
    ago: { days: 8, hours: 10 },
    language: 'en',
    body: prose`
      Welcome. This week is about the present: what a worker from Eastern Africa can do today when a recruiter has
      cheated them, and why so few do it.

      Two requests:

      - Describe the system that you know: who receives a complaint, in which languages, at what cost, and what
        happens next.
      - Leave out everything by which a person could be recognised. We ask for practice, not for cases.

      The conference in Kampala in June 2007 asked for recruitment agencies to be licensed, registered and watched over
      by somebody independent. I would like us to know by Friday how far each of the three reaches. @farid.d and I
      read everything and will sum up before the week closes.
    `,
    reactions: [
      { by: 'otieno.d', kind: 'agree' },
      { by: 'zawadi.d', kind: 'agree' },
    ],
  },
  counter: {
    author: 'achieng.d',
    phase: 0,
    ago: { days: 8, hours: 4 },
    language: 'en',
    body: prose`
      At our office a complaint against a licensed agency is lodged at one counter in the capital, or by letter. Both
      ask for a copy of the contract and for the agency’s licence number. That is where we lose people: the contract
      that was shown is often not the contract that was kept.

      A registered complaint is put to the agency within ten working days, and we can suspend its licence. We cannot
      act on a broker who has no licence. That is for the police, and we rarely hear what became of it.

      Internally we discuss accepting complaints without any paper and doing the matching ourselves. I would value
      advice from anyone who has tried that.
    `,
    edited: {
      ago: { days: 7, hours: 22 },
      earlier: prose`
        At our office a complaint against a licensed agency is lodged at one counter in the capital, or by letter. Both
        ask for a copy of the contract and for the agency’s licence number. That is where we lose people: the contract
        that was shown is often not the contract that was kept.

        A registered complaint is put to the agency within five working days, and we can suspend its licence. We cannot
        act on a broker who has no licence. That is for the police, and we rarely hear what became of it.

        Internally we discuss accepting complaints without any paper and doing the matching ourselves. I would value
        advice from anyone who has tried that.
      `,
    },
    reactions: [
      { by: 'halima.d', kind: 'insightful' },
      { by: 'desta.d', kind: 'insightful' },
      { by: 'kwame.d', kind: 'insightful' },
    ],
  },
  'four-reasons': {
    author: 'otieno.d',
    phase: 0,
    ago: { days: 8, hours: 1 },
    inReplyTo: 'counter',
    language: 'en',
    body: prose`
      Our six centres note why somebody decides against a complaint. Four reasons come back, in this order:

      1. there is no copy of the contract;
      2. the debt to the recruiter would be called in at once;
      3. the broker is known to the family or the village;
      4. the counter is a day’s journey away.

      Only the fourth is about access. One more hotline does nothing for the other three. If the joint programme wants a
      change that can be measured, let it ask for two rules: a complaint needs no paper, and while it is being examined
      the recruitment debt is frozen. Both can be decided by the licensing authority without a new law.
    `,
    reactions: [
      { by: 'neema.d', kind: 'agree' },
      { by: 'selamawit.d', kind: 'agree' },
      { by: 'kiprono.d', kind: 'please-clarify' },
    ],
  },
  'licence-holders': {
    author: 'kiprono.d',
    phase: 0,
    ago: { days: 7, hours: 9 },
    inReplyTo: 'four-reasons',
    language: 'en',
    body: prose`
      Let me put the view of licensed agencies, since much will be said about them. A licensed agency has an address, a
      deposit and a licence to lose. Most of what is described here is done by brokers who have none of the three. Each
      duty that falls on licence holders alone makes the broker cheaper.

      Our members would accept complaints without paper if:

      - the agency is told within three days,
      - it is heard before it is suspended,
      - the same office publishes what was done about unlicensed brokers.

      Freezing a debt on the word of one side we could not accept as @otieno.d puts it. Part of that sum is a ticket and
      a medical examination that somebody really paid for.
    `,
    reactions: [
      { by: 'babirye.d', kind: 'agree' },
      { by: 'mutiso.d', kind: 'agree' },
    ],
  },
  chain: {
    author: 'neema.d',
    phase: 0,
    ago: { days: 7, hours: 5 },
    inReplyTo: 'licence-holders',
    language: 'en',
    body: prose`
      The line between agency and broker is thinner than this:

      > Most of what is described here is done by brokers

      In the trades that we organise, the broker in the village is often paid by the head, by an agency that has its
      licence on the wall. So the first rule we would ask for is that a licence holder answers for whoever recruits in
      its name, paid or not, written down or not. Then a complaint about the broker is a complaint about the agency, and
      the office of @achieng.d can act on it.

      As for the ticket: it is real, and it is a cost of hiring. It belongs to the employer, not to the worker who is
      being hired.
    `,
    reactions: [
      { by: 'dalia.d', kind: 'agree' },
      { by: 'otieno.d', kind: 'agree' },
      { by: 'anneli.d', kind: 'insightful' },
    ],
  },
  'voice-notes': {
    author: 'halima.d',
    phase: 0,
    ago: { days: 7, hours: 2 },
    language: 'en',
    body: prose`
      A small point on language. The complaint form exists in two languages; at the coast centre we advise in five. For
      three months we let people leave a voice message in any language and wrote the complaint from it, read it back,
      and lodged it only when they agreed.

      Complaints from that centre roughly doubled, which says little by itself. More useful: far fewer were sent back as
      incomplete, because an adviser had already asked for what the office needs. The cost is an adviser’s time, about
      forty minutes for each complaint. It does not work for people who share a phone, so a walk-in has to stay open
      beside it.
    `,
    reactions: [
      { by: 'uwase.d', kind: 'agree' },
      { by: 'nakato.d', kind: 'please-clarify' },
      { by: 'wanjiru.d', kind: 'insightful' },
    ],
  },
  radio: {
    author: 'uwase.d',
    phase: 0,
    ago: { days: 6, hours: 8 },
    language: 'fr',
    body: prose`
      Notre émission hebdomadaire s’adresse aux familles de personnes parties travailler à l’étranger. Les auditeurs
      appellent la radio plutôt que l’administration, pour une raison simple : notre numéro n’a pas changé depuis huit ans,
      celui du bureau des plaintes a changé trois fois.

      Nous avons donc une règle. Nous ne recevons pas de plainte à l’antenne, nous ne citons aucun nom, et nous donnons
      seulement l’adresse d’un service vérifié dans le mois. Mais il nous faut quelqu’un qui réponde au bout du fil. Une
      campagne d’information qui renvoie vers un guichet muet coûte plus de confiance qu’elle n’en crée.
    `,
    translations: [
      {
        language: 'en',
        by: 'farid.d',
        body: prose`
          Our weekly programme is for the families of people who have gone to work abroad. Listeners call the radio
          rather than the authorities for a simple reason: our number has not changed in eight years, the complaints
          office’s has changed three times.

          So we have a rule. We take no complaint on air, we name nobody, and we give only the address of a service that
          was checked within the month. But somebody has to answer at the other end. An information campaign that sends
          people to a counter where nobody speaks costs more trust than it creates.
        `,
      },
    ],
    reactions: [{ by: 'halima.d', kind: 'agree' }],
  },
  'after-return': {
    author: 'selamawit.d',
    phase: 0,
    ago: { days: 6, hours: 3 },
    language: 'en',
    body: prose`
      From the side of those who come back: most complaints can be made only after return, and by then the channel is
      closed. In the rules we have compared, the time limit runs from the end of the contract and not from the day of
      return, and the deposit of the agency is released before the limit is over. A complaint that succeeds then finds no
      money.

      We propose one change that costs nothing. The limit starts on the day of return, and the deposit is kept until it
      has passed. We also keep a list of claims that our members have agreed to pool, so that an office meets one file
      about one agency in place of thirty letters.
    `,
    reactions: [
      { by: 'otieno.d', kind: 'insightful' },
      { by: 'thabo.d', kind: 'insightful' },
      { by: 'desta.d', kind: 'agree' },
    ],
  },
  uptake: {
    author: 'nakato.d',
    phase: 0,
    ago: { days: 5, hours: 7 },
    inReplyTo: 'voice-notes',
    language: 'en',
    body: prose`
      A word of caution about numbers, with thanks to @halima.d for being careful with hers. When complaints rise, abuse
      may have risen, or trust, or both. After a decade of awareness campaigns there is still little evidence that what
      people know about trafficking changes how likely they are to be trafficked. I would not want complaint channels to
      become the next activity that is counted because it can be counted.

      In our interviews with institutions along three corridors, the best predictor of a second complaint from the same
      village was not the outcome of the first. It was whether anybody had written back. That is cheap to do and cheap
      to measure.
    `,
    reactions: [
      { by: 'astrid.d', kind: 'agree' },
      { by: 'henrik.d', kind: 'insightful' },
      { by: 'luz.d', kind: 'agree' },
    ],
  },
  accusation: {
    author: 'arjun.d',
    phase: 0,
    ago: { days: 5, hours: 2 },
    language: 'en',
    body: prose`
      Our newsroom has looked at recruitment into hotel work for a year. One name keeps returning: Goldenroad Placement
      (invented), which collects a fee for each interview and, as a former clerk told us, a second one for the contract.
      The licensing authority has had the file since last spring and has done nothing. If this discussion wants a test of
      whether a channel works, it should ask what became of that file.
    `,
    hidden: {
      by: 'wanjiru.d',
      ago: { days: 5, hours: 1 },
      reason:
        'It accuses a named agency on the word of one source, and the agency cannot answer here. Please post again about the practice, without the name.',
    },
  },
  code: {
    author: 'babirye.d',
    phase: 0,
    ago: { days: 4, hours: 22 },
    language: 'en',
    body: prose`
      Kampala in 2007 also asked for associations of ethical employers with a code that protects workers’ rights. We have
      such a code, and I will be frank about it: signing is easy, and until last year nobody checked.

      What changed is that a member who receives a worker through an agency must now ask one question in the first week,
      in private: what did you pay, and to whom? Answers go to us without names. In the first round a good third had paid
      for a job that by law is free. We cannot punish anyone with that. But we can tell the licensing office which agency
      to look at first, and @kiprono.d receives the same list.
    `,
    reactions: [
      { by: 'kiprono.d', kind: 'agree' },
      { by: 'anjali.d', kind: 'insightful' },
    ],
  },
  registers: {
    author: 'desta.d',
    phase: 0,
    ago: { days: 4, hours: 4 },
    language: 'en',
    body: prose`
      To answer the question of @wanjiru.d from the regional side. Licensing exists in every country that reports to us.
      Registration exists too, but the registers do not meet: an agency that loses its licence in one country can open in
      the next within the month, under another name and with the same directors. Independent monitoring I have found
      nowhere. Where there is a board, agencies pay for it.

      We hold a common register of agencies. It does not hold their directors, since two governments have asked for a
      legal basis first. A line in the joint programme that asks for it would help us more than money.
    `,
    reactions: [
      { by: 'achieng.d', kind: 'agree' },
      { by: 'okello.d', kind: 'insightful' },
    ],
  },
  'fees-repaid': {
    author: 'anjali.d',
    phase: 0,
    ago: { days: 3, hours: 20 },
    inReplyTo: 'chain',
    language: 'en',
    body: prose`
      On who pays for the ticket, a practice to look at. Since last season we repay every fee that a worker can make
      plausible, with the first wage, and charge it to the agency that sent them. No receipt is needed; we compare with
      what others from the same agency report.

      It cost less than we had feared, because agencies stopped. It also showed the limit of what one company can do: two
      agencies simply no longer send people to us and supply competitors. As long as buyers of labour ask alone, the fee
      moves and does not vanish. @neema.d is right that this needs a rule.
    `,
    reactions: [
      { by: 'neema.d', kind: 'insightful' },
      { by: 'aroha.d', kind: 'agree' },
      { by: 'babirye.d', kind: 'please-clarify' },
    ],
  },
  'week-1-summary': {
    author: 'farid.d',
    phase: 0,
    ago: { days: 2, hours: 16 },
    language: 'en',
    body: prose`
      Summing up the first week, to be corrected by anyone who sees it otherwise.

      Shared by most: a complaint should need no paper; somebody must write back; the agency’s deposit should outlast the
      time limit; registers should meet across borders.

      Open between you: whether a recruitment debt may be frozen while a complaint is examined (@otieno.d for,
      @kiprono.d against as it stands), and whether a licence holder answers for every broker in its chain.

      Not heard so far: embassies, transport workers, the receiving side. I have written to three organisations. From
      tomorrow the question is how a complaint travels.
    `,
    reactions: [
      { by: 'zawadi.d', kind: 'agree' },
      { by: 'kwame.d', kind: 'agree' },
    ],
  },
} as const satisfies Posts;
