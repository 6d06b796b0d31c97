import { prose } from '../../prose';
import type { Posts } from '../discussion-of';

export const week2 = {
  'week-2-welcome': {
    author: 'farid.d',
    phase: 1,
    ago: { hours: 37, minutes: 30 },
    language: 'en',
    body: prose`
      The second week follows a complaint on its way. It is made in one country about an agency in a second, and the
      work was done in a third. Who takes it in, who passes it on, who decides, and what may be passed on at all?

      If you work on the receiving side, please tell us what you would need to see on the first page. If you work on the
      side of origin, tell us what you would need to hear back, and after how many days. We look for steps that an office
      could take next month as well as for those that need an agreement between States.
    `,
  },
  'not-a-statement': {
    author: 'okello.d',
    phase: 1,
    ago: { hours: 34 },
    language: 'en',
    body: prose`
      A plea from the prosecution: a complaint is not a witness statement, and it should not be written as one. Where a
      labour office has asked for every detail, the defence later compares the two texts line by line, and the person is
      questioned a third and a fourth time.

      I would keep the first page to what a labour office needs: which agency, which job, what was promised, what was
      paid, where the documents are. One box at the end: "may be trafficking". If it is ticked, a trained investigator is
      called within two days, and nobody else asks further questions. We have agreed this with one office and would share
      the wording.
    `,
    reactions: [
      { by: 'leila.d', kind: 'agree' },
      { by: 'achieng.d', kind: 'agree' },
      { by: 'luz.d', kind: 'agree' },
      { by: 'claire.d', kind: 'insightful' },
    ],
  },
  'first-page': {
    author: 'hala.d',
    phase: 1,
    ago: { hours: 31 },
    language: 'ar',
    body: prose`
      أكتب من جانب بلد العمل. تصل إلينا شكاوى كثيرة من دون ترجمة، ومن دون اسم صاحب العمل، وأحيانًا بعد انتهاء تصريح
      الإقامة. وعندئذ لا نملك صلاحية للنظر فيها، فتعود الشكوى من حيث أتت بعد أشهر.

      نقترح صفحة واحدة متفقًا عليها بين المكاتب، بلغتين، تتضمن خمسة أمور لا غير: اسم الوكالة، واسم صاحب العمل، وتاريخ
      الوصول، والمبلغ المدفوع، ووسيلة آمنة للرد. وإذا وصلت هذه الصفحة مكتملة نستطيع أن نرد خلال خمسة عشر يوم عمل، وأن
      نوقف إلغاء التصريح إلى أن يُبتّ في الشكوى. لا يحتاج ذلك إلى معاهدة، بل إلى اتفاق بين مكتبين.
    `,
    translations: [
      {
        language: 'en',
        by: 'wanjiru.d',
        body: prose`
          I write from the side of the country of work. Many complaints reach us without a translation, without the
          employer’s name, and sometimes after the residence permit has ended. Then we have no power to examine them, and
          the complaint goes back where it came from after months.

          We propose a single page agreed among offices, in two languages, with five things and no more: the agency, the
          employer, the date of arrival, the sum that was paid, and a safe way to reply. If that page arrives complete we
          can answer within fifteen working days and suspend the cancelling of the permit until the complaint is
          settled. This needs no treaty, only an agreement between two offices.
        `,
      },
    ],
    reactions: [
      { by: 'achieng.d', kind: 'insightful' },
      { by: 'rania.d', kind: 'agree' },
      { by: 'farid.d', kind: 'insightful' },
    ],
  },
  'any-door': {
    author: 'dalia.d',
    phase: 1,
    ago: { hours: 29 },
    inReplyTo: 'first-page',
    language: 'en',
    body: prose`
      The page that @hala.d proposes is good, and I hope it comes. I disagree with the road it takes. If it can travel
      only from office to office, it reaches those who have already found an office. A domestic worker with one free
      afternoon goes to a union, a church, a shop that sends money.

      So: any of these doors may fill in the page, with the worker’s consent, and the office must treat it as lodged on
      that day. And the office must not ask about the permit. As long as the person who examines wages also reports on
      residence, nobody who has lost a permit will come, whatever form we design.
    `,
    reactions: [
      { by: 'neema.d', kind: 'agree' },
      { by: 'oksana.d', kind: 'agree' },
      { by: 'hala.d', kind: 'please-clarify' },
      { by: 'thabo.d', kind: 'agree' },
    ],
  },
  'consent-at-each-step': {
    author: 'claire.d',
    phase: 1,
    ago: { hours: 26 },
    inReplyTo: 'any-door',
    language: 'en',
    body: prose`
      Many doors are useful if consent does not get lost between them. Three conditions that I would write into any
      agreement:

      - consent is asked for each office to which the page goes, not once for all;
      - the person can stop it, and the office that holds the page must then confirm that it has been destroyed;
      - no answer is sent to a number or an address that the person did not name as safe.

      The test for all of this is old and simple: the measure must not leave people with fewer rights than before. A
      complaint that costs a permit fails it.
    `,
    reactions: [
      { by: 'luz.d', kind: 'agree' },
      { by: 'dalia.d', kind: 'agree' },
    ],
  },
  minors: {
    author: 'adjoua.d',
    phase: 1,
    ago: { hours: 22 },
    language: 'fr',
    body: prose`
      Une précision que le formulaire devrait porter dès la première ligne : la personne a-t-elle moins de dix-huit ans ?
      Si oui, ou si l’on en doute, le dossier quitte aussitôt la voie du travail et passe à la protection de l’enfance,
      avec un tuteur désigné le jour même. Dans notre expérience de service, le doute sur l’âge se règle trop souvent en
      faveur de la procédure la plus simple pour l’administration.

      Il ne s’agit pas d’un détail. Le placement d’un enfant chez des parents éloignés peut être une solidarité réelle ou
      le début d’une exploitation ; ce n’est pas à un guichet de l’emploi d’en décider.
    `,
    reactions: [
      { by: 'jean-bosco.d', kind: 'agree' },
      { by: 'priya.d', kind: 'agree' },
      { by: 'ousmane.d', kind: 'agree' },
    ],
  },
  'another-corridor': {
    author: 'ximena.d',
    phase: 1,
    ago: { hours: 19 },
    language: 'es',
    body: prose`
      Una experiencia de otro corredor, por si sirve. Antes de cada temporada comparamos a los reclutadores y publicamos
      una lista: cuánto cobran, qué prometen y si cumplieron el año anterior. No sustituye a la queja, pero cambia el
      momento: la información llega antes de firmar y no después.

      Aprendimos dos cosas. Primero, la lista tiene que admitir respuesta del reclutador, o nadie la cree. Segundo, las
      quejas colectivas protegen mejor que las individuales, porque no señalan a una sola persona. Si el programa de
      África Oriental prevé una página única, que permita firmar en grupo.
    `,
    translations: [
      {
        language: 'en',
        by: 'farid.d',
        body: prose`
          An experience from another corridor, in case it helps. Before each season we compare recruiters and publish a
          list: what they charge, what they promise, and whether they kept to it the year before. It does not replace a
          complaint, but it changes the moment: the information comes before signing and not after.

          We learned two things. First, the list has to allow the recruiter to answer, or nobody believes it. Second,
          collective complaints protect better than individual ones, because they do not point at one person. If the
          programme in Eastern Africa foresees a single page, let it be signed by a group.
        `,
      },
    ],
    reactions: [
      { by: 'selamawit.d', kind: 'agree' },
      { by: 'neema.d', kind: 'insightful' },
    ],
  },
  deadlines: {
    author: 'kiprono.d',
    phase: 1,
    ago: { hours: 15 },
    inReplyTo: 'first-page',
    language: 'en',
    body: prose`
      We can live with one page and with many doors. What our members ask for is a clock that runs for everybody. Fifteen
      working days for the receiving office, ten for ours, and then? Today a complaint that is neither upheld nor
      rejected stays beside an agency’s name for years, and honest agencies carry it to every renewal.

      Proposal: sixty days for the whole way. If no office has decided by then, a mediator whom both sides have accepted
      beforehand decides on the money, and only on the money. On the debt I have moved a little: we could accept a freeze
      of those sixty days, for the fee, not for the ticket.
    `,
    reactions: [
      { by: 'otieno.d', kind: 'agree' },
      { by: 'anneli.d', kind: 'insightful' },
      { by: 'wanjiru.d', kind: 'insightful' },
    ],
  },
  'second-try': {
    author: 'arjun.d',
    phase: 1,
    ago: { hours: 12 },
    language: 'en',
    body: prose`
      My earlier post named an agency and was hidden; fair enough, we would not have printed it like that either. The
      point without the name: nobody outside can see that a file is still open.

      Three public figures for each office would be a start: complaints received, decided, older than sixty days. No
      names, nothing about persons. @desta.d, could the common register carry them?
    `,
    reactions: [
      { by: 'nakato.d', kind: 'agree' },
      { by: 'kiprono.d', kind: 'agree' },
      { by: 'uwase.d', kind: 'agree' },
    ],
  },
  payments: {
    author: 'gareth.d',
    phase: 1,
    ago: { hours: 9 },
    language: 'en',
    body: prose`
      On proof of what was paid. Often the fee goes through a transfer or a mobile wallet, in several parts. The payer
      can ask us for a record, free of charge; few know. One line on the page, "the office may ask for my payment
      record", would replace the missing receipt in many complaints.

      What we cannot do is look for suspicious patterns on behalf of a labour office. Data protection law forbids it, and
      I think rightly.
    `,
    reactions: [
      { by: 'selamawit.d', kind: 'insightful' },
      { by: 'mateo.d', kind: 'insightful' },
      { by: 'halima.d', kind: 'agree' },
    ],
  },
  'told-back': {
    author: 'luz.d',
    phase: 1,
    ago: { hours: 6 },
    inReplyTo: 'consent-at-each-step',
    language: 'en',
    body: prose`
      From the advice that our member groups give to institutions, one addition. Channels are designed around the moment
      of complaining. The moment that decides whether anyone recommends them is later: was the person told, in words they
      understand, what was done and what was not, and by whom?

      Please write that in as a duty with a date, also where the answer is no. And please do not make an interview the
      price of it. An office that wants to learn from complaints can ask advisers, or ask on a separate day, with pay for
      the time and with the right to decline and lose nothing.
    `,
    reactions: [
      { by: 'nakato.d', kind: 'agree' },
      { by: 'ifeoma.d', kind: 'agree' },
      { by: 'claire.d', kind: 'agree' },
      { by: 'otieno.d', kind: 'agree' },
    ],
  },
  pilot: {
    author: 'achieng.d',
    phase: 1,
    ago: { hours: 3, minutes: 20 },
    inReplyTo: 'first-page',
    language: 'en',
    body: prose`
      I have spoken with my director. Subject to her signature, our office can try the page of @hala.d from next quarter,
      at one counter and with two doors outside: @safe-passage and @domestic-hotel-union. Conditions on our side:

      - the box that @okello.d describes, with his wording;
      - no question about residence;
      - a written answer within thirty days, whatever the result.

      Freezing fees for sixty days needs a circular; I will bring it to the next meeting of licensing officers with
      @mutiso.d. What I cannot promise is the clock of the receiving side. For that I would need a partner office in
      writing.
    `,
    reactions: [
      { by: 'otieno.d', kind: 'agree' },
      { by: 'neema.d', kind: 'agree' },
      { by: 'farid.d', kind: 'agree' },
      { by: 'halima.d', kind: 'please-clarify' },
    ],
  },
  'who-reads-it-back': {
    author: 'halima.d',
    phase: 1,
    ago: { hours: 1, minutes: 5 },
    inReplyTo: 'pilot',
    language: 'en',
    body: prose`
      That is good news, and we are ready. One thing to settle before the first page is filled in: who reads the answer to
      a person who cannot read it, and where? If the letter goes to an address in the village, everybody will know by the
      evening.

      Our suggestion is that the answer comes to the door through which the complaint came, and that the adviser there has
      five days to find a safe way. Could your circular say so, @achieng.d? It is one sentence, and without it our advisers
      would have to recommend against giving any address.
    `,
    reactions: [{ by: 'luz.d', kind: 'agree' }],
  },
} as const satisfies Posts;
