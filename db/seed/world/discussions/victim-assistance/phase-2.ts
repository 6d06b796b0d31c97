import { prose } from '../../prose';
import type { Posts } from '../discussion-of';

export const phase2 = {
  'phase-2-welcome': {
    author: 'lucia.d',
    phase: 1,
    ago: { days: 51, hours: 2 },
    language: 'en',
    body: prose`
      The second round opens. From the first we take along a list that most of you could sign (a safe place, health, a
      listener, legal help, material help, interpretation), and four disagreements: how much for referral, whether children
      need a line of their own, whether wages and work belong here, and how much a person should decide for herself.

      Now to money. Please be concrete about shares, and say what would go wrong with your own proposal. That has been the
      most useful sentence in earlier discussions.
    `,
  },
  'a-floor': {
    author: 'anneli.d',
    phase: 1,
    ago: { days: 50, hours: 8 },
    language: 'en',
    body: prose`
      "Substantial" will be read as whatever is left over unless somebody puts a number to it. Ours would be a floor of one
      third of the whole budget, written into the programme document before any other line, and checked each year against
      what was spent and not against what was planned.

      What would go wrong: a floor easily becomes a ceiling, and programmes may call things assistance that are not. The
      first can be met by reviewing the figure at mid-term, the second only by a closed list such as the one that @lucia.d
      has just read out.
    `,
    reactions: [
      { by: 'mirela.d', kind: 'agree' },
      { by: 'farzana.d', kind: 'agree' },
      { by: 'sunita.d', kind: 'please-clarify' },
    ],
  },
  'gap-first': {
    author: 'sunita.d',
    phase: 1,
    ago: { days: 49, hours: 16 },
    inReplyTo: 'a-floor',
    language: 'en',
    body: prose`
      I cannot agree to one figure for all. Where a state already pays for shelters, a third of a joint programme spent on
      more of them replaces public money, and the ministry of finance takes note and cuts. Where nothing exists, a third
      is too little.

      Let the assessment come first. It should say where the gap is, in which district and for whom; the share follows from
      it, and the government states what it goes on paying. What would go wrong: assessments are slow, and a programme
      could start without any figure. So if none is agreed after six months, take the third of @anneli.d.
    `,
    reactions: [
      { by: 'natalia.d', kind: 'agree' },
      { by: 'anneli.d', kind: 'agree' },
      { by: 'astrid.d', kind: 'insightful' },
    ],
  },
  'who-assesses': {
    author: 'quilla.d',
    phase: 1,
    ago: { days: 48, hours: 21 },
    inReplyTo: 'gap-first',
    language: 'es',
    body: prose`
      De acuerdo en mirar primero la brecha, con una condición: que la mida también quien presta el servicio. Hemos visto
      evaluaciones hechas en tres días de reuniones en la capital; la conclusión fue que había cobertura, porque en el papel
      la había. Las organizaciones que atienden en las provincias no fueron convocadas.

      Propongo que el equipo de evaluación incluya al menos a dos prestadores de servicios y que sus días se paguen. Lo que
      podría salir mal: que midamos la brecha que nos conviene. Por eso los datos deben publicarse.
    `,
    translations: [
      {
        language: 'en',
        by: 'lucia.d',
        body: prose`
          Agreed that the gap should be looked at first, on one condition: that those who provide the service measure it
          too. We have seen assessments made in three days of meetings in the capital; they concluded that there was
          coverage, because on paper there was. The organisations that work in the provinces had not been asked.

          I propose that the assessment team include at least two service providers and that their days be paid. What could
          go wrong: that we measure the gap that suits us. The data should therefore be published.
        `,
      },
    ],
    reactions: [
      { by: 'farzana.d', kind: 'agree' },
      { by: 'sunita.d', kind: 'agree' },
    ],
  },
  'what-the-call-showed': {
    author: 'mirela.d',
    phase: 1,
    ago: { days: 48, hours: 3 },
    language: 'en',
    body: prose`
      On recipients. The first small-grants call is the best evidence we have: more than 800 organisations registered, over
      400 applied from 76 countries, and twelve were chosen. Read it as demand, and also as cost: some four hundred teams
      wrote proposals that came to nothing.

      For assistance we would rather see fewer calls and longer grants: three years at least, a simple budget, a bridge of
      six months at the end. A shelter that closes between two phases does more damage than one that never opened. What
      would go wrong: the same organisations are funded for ever. So hold an open call for a quarter of the sum.
    `,
    reactions: [
      { by: 'rania.d', kind: 'agree' },
      { by: 'ousmane.d', kind: 'agree' },
      { by: 'anneli.d', kind: 'insightful' },
    ],
  },
  'two-pages': {
    author: 'keisha.d',
    phase: 1,
    ago: { days: 47, hours: 12 },
    inReplyTo: 'what-the-call-showed',
    language: 'en',
    body: prose`
      As one of the small ones I would turn the proportion around: three quarters by open call, and two pages to apply.
      Long grants go to those who already have an accountant. We have three staff, and the last form we filled in asked
      for audited accounts in two currencies.

      A larger member could take on the accounts for five of us and be paid for that. What would go wrong: the larger one
      begins to decide. So let the small ones choose their host and leave it when they wish. @tevita.d, a travelling team
      for islands should be open to volunteers’ groups too.
    `,
    reactions: [
      { by: 'tevita.d', kind: 'agree' },
      { by: 'leisale.d', kind: 'agree' },
      { by: 'mirela.d', kind: 'insightful' },
    ],
  },
  'count-services': {
    author: 'aigerim.d',
    phase: 1,
    ago: { days: 46, hours: 7 },
    language: 'en',
    body: prose`
      On accounts. Funders have asked our hotline for lists: initials, age, date, place. In a town of eight thousand that is
      a name. We now count services and not persons: calls answered, nights, consultations, journeys. Whoever pays sees the
      totals by quarter and may visit and look at how they came about.

      What would go wrong: one person who comes ten times looks like ten. We accept that. To know more, an evaluator may
      work on our premises with our records and take out a report that we have read first.
    `,
    reactions: [
      { by: 'nomvula.d', kind: 'agree' },
      { by: 'luz.d', kind: 'agree' },
      { by: 'bogdan.d', kind: 'agree' },
    ],
  },
  'small-numbers': {
    author: 'nomvula.d',
    phase: 1,
    ago: { days: 45, hours: 14 },
    inReplyTo: 'count-services',
    language: 'en',
    body: prose`
      Support for @aigerim.d, with two additions from statistics. First, totals too can expose: a table with a "2" in it,
      for a district and a nationality, says who. Figures below eleven should be left out, and so should a second figure
      in the same row from which the first could be worked out.

      Second, an audit does not need names. An auditor draws twenty service records at random at the provider’s office,
      checks that each is genuine, signs, and takes nothing away. It costs a day. What would go wrong: a funder that
      cannot publish a small number may think that nothing was done. Say beforehand that this will happen.
    `,
    reactions: [
      { by: 'aigerim.d', kind: 'agree' },
      { by: 'margaux.d', kind: 'agree' },
      { by: 'solveig.d', kind: 'insightful' },
    ],
  },
  'pooled-money': {
    author: 'aroha.d',
    phase: 1,
    ago: { days: 44, hours: 20 },
    language: 'en',
    body: prose`
      Where money may come from, seen by a company: buyers in our trade would pay into one pool for assistance in ports.
      No logo, no say in who is helped; only a yearly page that states what came in and what was done.

      What would go wrong: a pool can turn into an indulgence, money in place of checking one’s own vessels. So we would
      make it a condition of membership that a company publishes its own findings first.
    `,
    reactions: [
      { by: 'anjali.d', kind: 'agree' },
      { by: 'dalia.d', kind: 'please-clarify' },
    ],
  },
  'trust-fund': {
    author: 'youssef.d',
    phase: 1,
    ago: { days: 44, hours: 4 },
    language: 'en',
    body: prose`
      A legal remark. The voluntary trust fund for victims, which UNODC manages, also pays for relief, lawyers and direct
      financial help, through organisations that are already at work. Programmes that earmark for the same purposes in the
      same country may pay twice for one service, or, more often, each may wait for the other.

      I would therefore ask for an amendment of the fund’s own rules, so that an organisation with a current grant cannot
      apply for a joint programme’s money for the same line. What would go wrong: small providers live from both.
    `,
    reactions: [{ by: 'leila.d', kind: 'please-clarify' }],
  },
  'last-day': {
    author: 'helene.d',
    phase: 1,
    ago: { days: 43, hours: 3 },
    language: 'en',
    body: prose`
      One day is left. We have not heard from migrants’ organisations or from the media, though both were written to
      twice, and from one company only. If you know somebody who should speak, please pass this on today.

      After that we write the synthesis and ask each of you who is cited whether we understood you. Thank you for
      disagreeing so usefully.
    `,
    reactions: [
      { by: 'mirela.d', kind: 'agree' },
      { by: 'natalia.d', kind: 'agree' },
    ],
  },
} as const satisfies Posts;
