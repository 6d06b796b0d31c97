import { prose } from '../../prose';
import type { Posts } from '../discussion-of';

export const phase1 = {
  'phase-1-welcome': {
    author: 'helene.d',
    phase: 0,
    ago: { days: 62 },
    language: 'en',
    body: prose`
      Welcome to the first of two rounds. Joint programmes are expected to set aside a substantial share of their money
      for structures that support victims, with help that reaches a person directly before everything else. Nobody has yet
      written down what counts as direct.

      In this round, please say which kinds of help you would put on the list, and which you would leave off when the money
      does not reach. In the second we come to shares, recipients and accounts. @lucia.d and I facilitate. Write in any
      official language of the United Nations; we add translations.
    `,
  },
  'first-thirty-days': {
    author: 'mirela.d',
    phase: 0,
    ago: { days: 61, hours: 5 },
    language: 'en',
    body: prose`
      Our network would call help direct if a person would notice on the same day that it had stopped. By that test the
      list is short: a safe place to sleep, a doctor, somebody trained to listen, a lawyer, food and clothing, a ticket.
      Training for officials, studies and conferences are useful and are not on it.

      Within the list we would put the first thirty days ahead of everything else, since they decide whether anyone stays
      in contact with a service at all. Most project budgets do the opposite: they begin with the assessment, then the
      training, and the shelter opens in the second year.
    `,
    reactions: [
      { by: 'rania.d', kind: 'agree' },
      { by: 'keisha.d', kind: 'agree' },
      { by: 'natalia.d', kind: 'please-clarify' },
    ],
  },
  'somebody-to-call': {
    author: 'natalia.d',
    phase: 0,
    ago: { days: 60, hours: 20 },
    inReplyTo: 'first-thirty-days',
    language: 'en',
    body: prose`
      With respect for @mirela.d: by the same test a shelter place is worth nothing if nobody brings people to it. A
      person does not notice the coordinator, and still would not be there without one.

      In our country a programme once paid for beds alone. They stood half empty for a year, because no one in the
      districts was paid to pick up the telephone. I would ask for a small fixed part, say one tenth of what is earmarked,
      for referral: a duty officer, transport, a list that is checked every month. Not more, and not for meetings.
    `,
    reactions: [
      { by: 'bogdan.d', kind: 'agree' },
      { by: 'sunita.d', kind: 'agree' },
      { by: 'astrid.d', kind: 'insightful' },
    ],
  },
  'law-is-help': {
    author: 'farzana.d',
    phase: 0,
    ago: { days: 60, hours: 2 },
    language: 'en',
    body: prose`
      Please do not let legal help slide into the chapter on prosecution. There it becomes help for the case: a lawyer for
      as long as a witness is needed. A person needs a lawyer for papers, for custody of a child, for wages and for
      compensation, whether or not anyone is ever charged.

      In our clinics most hours go into these four. Court fees and sworn translations cost more than the lawyer’s time,
      and hardly any programme pays for them. So I would name the items one by one, or they will be cut one by one.
    `,
    reactions: [
      { by: 'quilla.d', kind: 'agree' },
      { by: 'thabo.d', kind: 'agree' },
    ],
  },
  interpreters: {
    author: 'rania.d',
    phase: 0,
    ago: { days: 59, hours: 6 },
    language: 'ar',
    body: prose`
      لا تبدأ أي مساعدة مباشرة من دون لغة مشتركة. هناك أداة ترجمة للمقابلة الأولى متاحة بأربعين لغة، وهي نافعة في الساعة
      الأولى، لكنها لا تكفي لزيارة الطبيب ولا للحديث مع محامٍ ولا لشرح ورقة يُطلب التوقيع عليها.

      نطلب أن تُدرج الترجمة الشفوية بندًا مستقلًا بين بنود المساعدة المباشرة، بأجر عادل وتدريب على السرية، وألا تُترك
      لمتطوعين من الجالية نفسها، فقد يعرفون الشخص أو يعرفون من أساء إليه. وحين يضيق المال يُلغى هذا البند أولًا، ثم تتعثر
      بسببه بقية البنود كلها.
    `,
    translations: [
      {
        language: 'en',
        by: 'helene.d',
        body: prose`
          No direct assistance begins without a common language. There is a translation tool for first contact in forty
          languages; it is useful in the first hour, and it is not enough for a visit to a doctor, for talking with a
          lawyer, or for explaining a paper that somebody is asked to sign.

          We ask that interpretation be an item of its own under direct assistance, fairly paid and with training in
          confidentiality, and not be left to volunteers from the same community, who may know the person or those who did
          them wrong. When money is short this item goes first, and all the others stumble for lack of it.
        `,
      },
    ],
    reactions: [
      { by: 'mirela.d', kind: 'agree' },
      { by: 'aigerim.d', kind: 'agree' },
      { by: 'youssef.d', kind: 'insightful' },
    ],
  },
  'children-apart': {
    author: 'ousmane.d',
    phase: 0,
    ago: { days: 58, hours: 9 },
    language: 'fr',
    body: prose`
      Pour les enfants, une liste commune ne suffit pas. Un enfant n’a pas besoin de trente jours d’urgence, mais d’un
      tuteur qui reste, d’une école qui l’accueille et d’une décision sur sa famille prise sans hâte. Ces dépenses sont
      modestes chaque mois et longues : trois à cinq ans.

      Si l’enveloppe est commune, l’urgence des adultes l’emportera toujours, et c’est compréhensible. Nous demandons donc
      une ligne séparée pour les enfants, fixée dès la conception du programme, et que l’on ne puisse pas vider pour payer
      autre chose.
    `,
    translations: [
      {
        language: 'en',
        by: 'lucia.d',
        body: prose`
          For children one common list is not enough. A child does not need thirty days of emergency help but a guardian
          who stays, a school that takes it in, and a decision about its family that is made without haste. These costs are
          modest each month, and long: three to five years.

          If the envelope is shared, the urgent needs of adults will always come first, and understandably so. We
          therefore ask for a separate line for children, fixed when the programme is designed, which cannot be emptied to
          pay for something else.
        `,
      },
    ],
    reactions: [
      { by: 'priya.d', kind: 'agree' },
      { by: 'adjoua.d', kind: 'agree' },
      { by: 'jean-bosco.d', kind: 'agree' },
    ],
  },
  'demand-and-offer': {
    author: 'astrid.d',
    phase: 0,
    ago: { days: 57, hours: 11 },
    language: 'en',
    body: prose`
      A figure to keep in mind. When field offices were asked in 2008 what technical assistance was needed first, 78.57
      per cent named international cooperation and 35.71 per cent victim protection. That is not a measure of need. It is
      what offices that work mainly with authorities heard from authorities.

      So whatever list comes out of this, it should not rest on one kind of respondent. And each item needs an outcome
      that could fail: not "beds provided" but, for example, how many people still had a safe address after six months. In
      most programmes that we have evaluated nobody could have said.
    `,
    reactions: [
      { by: 'nomvula.d', kind: 'agree' },
      { by: 'henrik.d', kind: 'insightful' },
    ],
  },
  wages: {
    author: 'joaquin.d',
    phase: 0,
    ago: { days: 56, hours: 7 },
    language: 'es',
    body: prose`
      Falta en la lista lo que la mayoría pide primero a un sindicato: el salario que no se pagó. Recuperarlo es asistencia
      directa, llega en dinero y la persona decide en qué gastarlo. Con la inspección del trabajo hemos formado a
      delegados que calculan la deuda salarial en la primera semana, antes de que desaparezcan los registros de la empresa.

      Cuesta poco: un contador, transporte, tasas. No exige que haya condena penal. Y deja algo después del programa,
      porque los inspectores aprenden a hacerlo. Propongo que figure al mismo nivel que el alojamiento.
    `,
    translations: [
      {
        language: 'en',
        by: 'lucia.d',
        body: prose`
          What most people ask a union for first is missing from the list: the wage that was not paid. Recovering it is
          direct assistance, it arrives as money, and the person decides what to spend it on. Together with the labour
          inspection we have trained delegates who work out the wage debt in the first week, before the company’s records
          disappear.

          It costs little: an accountant, transport, fees. It requires no conviction. And it leaves something behind after
          the programme, because inspectors learn to do it. I propose that it stand at the same level as shelter.
        `,
      },
    ],
    reactions: [
      { by: 'farzana.d', kind: 'agree' },
      { by: 'rafael.d', kind: 'agree' },
      { by: 'neema.d', kind: 'agree' },
    ],
  },
  'jobs-without-labels': {
    author: 'camila.d',
    phase: 0,
    ago: { days: 55, hours: 15 },
    inReplyTo: 'wages',
    language: 'en',
    body: prose`
      And after the back pay, the next job. Our members are shops and workshops of five to twenty people. They hire
      through us without being told why a candidate was out of work, and that is the whole method: no label, no press
      photograph, no special contract.

      What a programme would have to pay for is the three months around it: a childcare place, work clothes, somebody to
      ring when a misunderstanding comes up.
    `,
    reactions: [
      { by: 'ifeoma.d', kind: 'insightful' },
      { by: 'kwame.d', kind: 'agree' },
    ],
  },
  choice: {
    author: 'ifeoma.d',
    phase: 0,
    ago: { days: 54, hours: 18 },
    language: 'en',
    body: prose`
      We review programmes, and one question sorts them quickly: is there anything in the budget that the person decides
      on? Usually there is not. Every item is a service that somebody else has chosen.

      We recommend that a part of direct assistance be flexible and decided by the person with an adviser at her side: rent
      in place of a shelter, a course, a debt paid off, a telephone. Evaluations of cash in other fields are encouraging.
      We also recommend that survivor groups be paid when they advise on the list, as any other expert is, and be told
      what was done with the advice.
    `,
    reactions: [
      { by: 'luz.d', kind: 'agree' },
      { by: 'mirela.d', kind: 'please-clarify' },
      { by: 'helene.d', kind: 'insightful' },
    ],
  },
  distances: {
    author: 'tevita.d',
    phase: 0,
    ago: { days: 54, hours: 6 },
    language: 'en',
    body: prose`
      For small island states the list looks different again. There may be one social worker to an island and no shelter
      within a day’s flight. The costly item is not the bed but the way to it, and the interpreter who has to come along.

      No single country of ours will ever fill a programme. A pool for several countries would: one team of specialists
      that travels, one fund for transport, one agreement on who receives whom. If earmarking is done by country only, the
      share for us will be fair on paper and of no use.
    `,
    reactions: [
      { by: 'keisha.d', kind: 'agree' },
      { by: 'sera.d', kind: 'agree' },
      { by: 'leisale.d', kind: 'agree' },
    ],
  },
} as const satisfies Posts;
