import type { SeedDocument } from './shape';

/**
 * A joint programme under way, invented: the figures, sums and arrangements in it are nobody's. It follows what such a
 * programme has to hold, cites what was said in the demonstration's discussions, and tells no person's story.
 */
export const fairRecruitment: SeedDocument = {
  key: 'fair-recruitment',
  title: 'Recruitment that can be complained about: a joint programme for Eastern Africa (invented)',
  titles: {
    fr: 'Un recrutement dont on peut se plaindre : programme conjoint pour l’Afrique orientale (inventé)',
    ar: 'استقدام يمكن الشكوى منه: برنامج مشترك لشرق أفريقيا (متخيَّل)',
  },
  language: 'en',
  lead: 'ilo',
  readers: 'registered',
  createdBy: 'tomasz.d',
  created: { days: 20 },
  organisations: [
    { key: 'ilo', role: 'editor', named: [{ person: 'wanjiru.d' }] },
    { key: 'iom', role: 'editor', named: [{ person: 'farid.d', standsIn: { from: -5, until: 30 } }] },
    { key: 'ohchr', role: 'suggester', named: [{ person: 'helene.d' }] },
    { key: 'labour-migration-office', role: 'commenter' },
    { key: 'safe-passage', role: 'commenter', named: [{ person: 'halima.d' }] },
    { key: 'licensed-agencies', role: 'reader' },
  ],
  parts: [
    {
      by: 'wanjiru.d',
      ago: { days: 19 },
      blocks: [
        { id: 'situation', heading: 'Situation' },
        {
          id: 'sit-invented',
          words: [
            'Everything in this document is invented for a demonstration: no figure, sum or arrangement in it is real.',
          ],
        },
        {
          id: 'sit-channels',
          words: [
            'Workers who leave the region for domestic, hotel and care work are recruited by licensed agencies and by brokers who hold no licence. Complaints are received at a counter in the capital',
            { cites: { discussion: 'complaint-channels', post: 'counter' } },
            ', and four things keep people from it: a contract of which they hold no copy, a debt that would be called in, a broker whom the family knows, and the journey',
            { cites: { discussion: 'complaint-channels', post: 'four-reasons' } },
            '.',
          ],
        },
        {
          id: 'sit-known',
          words: [
            'What is not known is how many never complain',
            { note: 'No survey of the region asks it. The programme’s first output is to ask it.' },
            '. What counts as direct assistance in this programme is what the consultation on assistance settled',
            { cites: { discussion: 'victim-assistance', statement: 1 } },
            '.',
          ],
        },
        {
          id: 'sit-heard',
          words: [
            'Survivors were asked what support has to be. On lines that can be called: ',
            { voice: 'helplineLanguage' },
            ' On what comes first: ',
            { voice: 'supportWithoutReport' },
          ],
        },
        { id: 'aims', heading: 'Aims' },
        { id: 'aims-short', heading: 'In the short term', level: 2 },
        {
          id: 'aims-short-words',
          words: [
            'Within a year, a worker can complain by voice, in ',
            { drops: 'three', by: 'helene.d', id: 'demo-languages', ago: { days: 2 } },
            { adds: 'all five of the corridor’s', by: 'helene.d', id: 'demo-languages', ago: { days: 2 } },
            ' languages, without a document and without a fee.',
          ],
        },
        { id: 'aims-medium', heading: 'In the medium term', level: 2 },
        {
          id: 'aims-medium-words',
          words: [
            'By the end of the programme, every complaint is answered within twenty working days, and agencies against which complaints stand are named in a public register.',
            {
              adds: ' Nobody who complains loses their permit while the complaint is open.',
              by: 'helene.d',
              id: 'demo-permit',
              ago: { days: 1, hours: 4 },
            },
          ],
        },
        { id: 'aims-long', heading: 'In the long term', level: 2 },
        {
          id: 'aims-long-words',
          words: [
            'The channels are paid for by public budgets, and the fee that a worker pays for a job abroad is nil.',
          ],
        },
      ],
    },
    {
      by: 'farid.d',
      ago: { days: 12 },
      blocks: [
        { id: 'activity', heading: 'Lines of activity' },
        { id: 'act-voice', heading: 'A line that can be called', level: 2 },
        {
          id: 'act-voice-words',
          words: [
            'A voice line receives complaints as recorded messages, which can be sent from a kitchen as from an office',
            { cites: { discussion: 'complaint-channels', post: 'voice-notes' } },
            '. Messages are stored without a name, under a number that only the caller and the desk know. Whoever answers is chosen with care: ',
            { voice: 'choosingInterpreter' },
          ],
        },
        { id: 'act-desks', heading: 'Desks in three towns', level: 2 },
        {
          id: 'act-desks-items',
          items: [
            'A desk in each of three towns of departure, open two evenings a week.',
            'Paralegals of civil-society partners sit at it; the licensing office sends one officer.',
            'Whoever needs a bed or a doctor is brought to assistance first, and asked about the complaint later, or never.',
          ],
        },
        { id: 'results', heading: 'Results framework' },
        { id: 'results-table', live: 'framework' },
      ],
    },
    {
      by: 'wanjiru.d',
      ago: { days: 6 },
      blocks: [
        { id: 'monitoring', heading: 'Monitoring and evaluation' },
        {
          id: 'mon-words',
          words: [
            'The desks report each quarter; an evaluator who took no part in the programme looks at it after eighteen months. Their cost stands in the budget.',
          ],
        },
        { id: 'budget', heading: 'Budget' },
        { id: 'budget-table', live: 'budget' },
        { id: 'budget-shares', live: 'shares' },
        { id: 'risks', heading: 'Risks' },
        {
          id: 'risk-words',
          words: [
            'A recruiter who learns of a complaint can harm the person who made it. No desk calls back on a telephone that somebody else may hold, and no record leaves the desk with a name in it.',
          ],
        },
      ],
    },
  ],
  owners: { activity: 'iom', results: 'iom', risks: 'iom' },
  clearances: [
    {
      section: 'situation',
      organisation: 'iom',
      askedBy: 'wanjiru.d',
      asked: { days: 4 },
      dueIn: 10,
      cleared: {
        by: 'mateo.d',
        ago: { days: 3 },
        comment: 'Fine for us. Once the survey is out, its figure should replace the last sentence.',
      },
    },
    { section: 'situation', organisation: 'ohchr', askedBy: 'wanjiru.d', asked: { days: 4 }, dueIn: 10 },
    { section: 'activity', organisation: 'ilo', askedBy: 'farid.d', asked: { days: 2 }, dueIn: 12 },
  ],
  threads: [
    {
      block: 'act-voice-words',
      quote: 'under a number that only the caller and the desk know',
      comments: [
        {
          by: 'halima.d',
          ago: { days: 3, hours: 5 },
          body: 'Callers lose the number, and then they cannot ask what became of it. Could the desk ask **two questions** instead that only the caller can answer?',
        },
        {
          by: 'farid.d',
          ago: { days: 2, hours: 20 },
          body: 'Good point. We would need questions that a recruiter cannot answer either: nothing about passport or village.',
        },
      ],
    },
    {
      block: 'budget-table',
      quote: '',
      resolved: { by: 'wanjiru.d', ago: { days: 4 } },
      comments: [
        { by: 'achieng.d', ago: { days: 5 }, body: 'Does the officer we send appear here, or in our own budget?' },
        { by: 'wanjiru.d', ago: { days: 4, hours: 6 }, body: 'In yours, as agreed; a note will say so.' },
      ],
    },
  ],
};
