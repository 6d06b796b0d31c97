import { expect, test } from 'vitest';
import { lint } from './lint';
import { lintOfAnswer } from './lint-meeting';

/** Answers that fix when to meet: all made up. Whoever holds her code could be there too. */
const fixing = {
  en: [
    'We can talk on Monday.',
    'The office is open to you tuesdays.',
    'Please come at 2 pm.',
    'Please come at 2.30 p.m. sharp',
    'It is at three o’clock.',
    'at half past ten then',
    'We will be there at noon.',
    'I will be there at 3',
    'You can talk to us tomorrow.',
    'She is there tonight',
    'the day after tomorrow suits us',
    'we will be there in two hours',
    'This afternoon would be good.',
    'before 9 is best',
  ],
  fr: [
    'Nous pouvons parler lundi.',
    'Le bureau vous reçoit les mardis.',
    'Il y aura quelqu’un à 14h.',
    'il y aura quelqu’un à 14 h 30',
    'vers 9h',
    'à 14 heures',
    'Nous serons là à trois heures.',
    'à midi devant la porte',
    'Vous pouvez appeler demain.',
    'après-demain aussi',
    'elle sera là ce soir',
    'dans deux heures',
    'Cet après-midi nous convient.',
  ],
  ar: [
    'يمكننا الحديث يوم الاثنين.',
    'المكتب ينتظرك الثلاثاء',
    'سنكون هناك يوم الأربعاء',
    'موعد الجلسة للخميس',
    'نراك غداً.',
    'نراك غدًا',
    'سنكون هناك غدا',
    'بعد غد أفضل',
    'الساعة الثالثة',
    'في الساعة 3',
    'عند الساعة ٣ مساءً',
    'سنكون هنا بعد الظهر',
    'هذا المساء',
    'الليلة',
    'بكرة الصبح',
  ],
};

/** Answers that say where, or that somebody should come: whoever writes one has to look again. */
const meeting = {
  en: ['You can come to our office.', 'Let us meet.', 'see you soon', 'We wait for you at the door.', 'Meet me there.'],
  fr: [
    'Venez au bureau.',
    'On se voit là-bas',
    'Rendez-vous devant la gare.',
    'Nous vous attendons.',
    'retrouvez-nous',
  ],
  ar: ['سنلتقي في المكتب', 'تعالي إلى المكتب', 'ننتظرك عند الباب', 'قابليني هناك', 'موعدنا في المحطة'],
};

const plain = {
  en: [
    'Thank you. We have asked for shorter waiting times.',
    'We will come back within four weeks to say what became of it.',
    'Two of three offices have more interpreters now.',
    'What you said about forms has helped: there is one page less.',
    'Your worker can tell you more when you are with her.',
    'At one of the offices this is done already.',
    'Nothing has been decided yet.',
    'We looked at 12 programmes and at two of them more closely.',
  ],
  fr: [
    'Merci. Nous avons demandé moins d’attente.',
    'Nous reviendrons vers vous dans quatre semaines.',
    'Deux bureaux sur trois ont plus d’interprètes.',
    'Rien n’est encore décidé.',
    'Votre avis sur les formulaires a servi : une page de moins.',
    'Le lendemain n’a pas d’importance pour cette règle.',
  ],
  ar: [
    'شكرا. طلبنا أن يكون الانتظار أقصر.',
    'سنعود إليك خلال أربعة أسابيع.',
    'في مكتبين من ثلاثة مترجمون أكثر الآن.',
    'لم يتقرر شيء بعد.',
    'رأيك عن الاستمارات ساعد: صارت أقصر بصفحة.',
    'لا أحد يجب أن ينتظر هكذا.',
  ],
};

const languages = ['en', 'fr', 'ar'] as const;

test.each(languages)('a day or an hour in an answer is found, in %s', (language) => {
  const missed = fixing[language].filter(
    (text) => !lintOfAnswer(text).some((f) => f.kind === 'when' || f.kind === 'date'),
  );
  expect(missed).toEqual([]);
});

test.each(languages)('so are words by which somebody is sent somewhere, in %s', (language) => {
  const missed = meeting[language].filter((text) => !lintOfAnswer(text).some((f) => f.kind === 'meeting'));
  expect(missed).toEqual([]);
});

test.each(languages)('usual answers are left alone, in %s', (language) => {
  expect(plain[language].flatMap((text) => lintOfAnswer(text).map((f) => `${f.kind}: ${f.text}`))).toEqual([]);
});

test('in views these words are ordinary', () => {
  for (const text of ['On Mondays the office is closed.', 'Demain ce sera pareil.', 'يوم الاثنين المكتب مغلق'])
    expect(lint(text)).toEqual([]);
});

test('20,000 characters of anything are looked through in a moment', () => {
  const before = process.cpuUsage().user;
  for (const piece of ['at ', '1 ', 'ce ', 'و', 'ال', 'come ', 'wait for you ', 'الساعة '])
    lintOfAnswer(piece.repeat(Math.ceil(20_000 / piece.length)));
  expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(8);
}, 120_000);
