import { describe, expect, test } from 'vitest';
import { aboveSign, ownWords } from './own-words';

const cases: [name: string, mail: string, own: string][] = [
  ['nothing is quoted', 'One line.\n\nAnother.', 'One line.\n\nAnother.'],
  ['English', 'Mine.\n\nOn Mon, 3 Nov 2026 at 10:00, Plenary <reply+1@p.example> wrote:\n> Old', 'Mine.'],
  [
    'English, broken over two lines',
    'Mine.\n\nOn Mon, 3 Nov 2026 at 10:00, Plenary\n<reply+1@p.example> wrote:\n\n> Old\n>\n> older',
    'Mine.',
  ],
  ['English, not marked as quoted', 'Mine.\n\nOn 3 Nov 2026, Plenary wrote:\n\nOld words', 'Mine.'],
  ['French', 'À moi.\n\nLe lun. 3 nov. 2026 à 10:00, Plenary <r@p.example> a écrit :\n> Vieux', 'À moi.'],
  ['Spanish', 'Mío.\n\nEl lun, 3 nov 2026 a las 10:00, Plenary (<r@p.example>) escribió:\n> viejo', 'Mío.'],
  ['Russian, by a telephone', 'Моё.\n\nпн, 3 нояб. 2026 г. в 10:00, Plenary <r@p.example>:\n> старое', 'Моё.'],
  ['Russian', 'Моё.\n\n3 ноября 2026 г., 10:00, Plenary <r@p.example> написал(а):\n> старое', 'Моё.'],
  [
    'Arabic',
    'كلماتي.\n\nفي الاثنين، 3 نوفمبر 2026 في 10:00 ص تمت كتابة ما يلي بواسطة Plenary <r@p.example>:\n> قديم',
    'كلماتي.',
  ],
  ['Arabic, with Arabic digits', 'كلماتي.\n\nبتاريخ ٣ نوفمبر ٢٠٢٦، كتب Plenary:\n> قديم', 'كلماتي.'],
  ['Chinese', '我的话。\n\nPlenary <r@p.example> 于2026年11月3日周一 10:00写道：\n> 旧', '我的话。'],
  ['Chinese, not marked as quoted', '我的话。\n\n在 2026年11月3日，Plenary 写道：\n\n旧', '我的话。'],
  ['fields in English', 'Mine.\n\nFrom: Plenary <r@p.example>\nSent: Monday\nTo: Ann\nSubject: X\n\nOld', 'Mine.'],
  [
    'fields in French under a line',
    'À moi.\n\n________________________________\nDe : Plenary <r>\nEnvoyé : lundi\nÀ : Ann\nObjet : X\n\nVieux',
    'À moi.',
  ],
  ['fields in Spanish', 'Mío.\n\nDe: Plenary\nEnviado el: lunes\nPara: Ann\nAsunto: X\n\nviejo', 'Mío.'],
  ['fields in Russian', 'Моё.\n\nОт: Plenary\nОтправлено: 3\nКому: Ann\nТема: X\n\nстарое', 'Моё.'],
  ['fields in Arabic', 'كلماتي\n\nمن: Plenary\nتم الإرسال: 3\nإلى: Ann\nالموضوع: X\n\nقديم', 'كلماتي'],
  ['fields in Chinese', '我的话\n\n发件人: Plenary\n发送时间: 3\n收件人: Ann\n主题: X\n\n旧', '我的话'],
  ['a ruled heading', 'Mine.\n\n-----Original Message-----\nOld', 'Mine.'],
  ['a ruled heading in Russian', 'Моё.\n\n-------- Исходное сообщение --------\nстарое', 'Моё.'],
  ['a signature', 'Mine.\n\n-- \nAnn\nAn organisation', 'Mine.'],
  ['what a telephone adds', 'Mine.\n\nSent from my telephone', 'Mine.'],
  ['what a telephone adds in Chinese', '我的话。\n\n发自我的手机', '我的话。'],
  ['lines end as in mail', 'Mine.\r\n\r\nOn 3 Nov 2026, Plenary <r@p.example> wrote:\r\n> Old', 'Mine.'],
  [
    'an answer point by point keeps what it answers',
    'On 3 Nov 2026, Plenary <r@p.example> wrote:\n> One?\nYes.\n> Two?\nNo.',
    '> One?\nYes.\n> Two?\nNo.',
  ],
  ['our own sign in a language that is unknown', `Mina.\n\n${aboveSign} Svara ovanför ${aboveSign}\nGammalt`, 'Mina.'],
  [
    'our own sign, quoted, under an introduction in a language that is known by its address alone',
    `Mina.\n\nDen 3 nov 2026 10:00 skrev Plenary <r@p.example>:\n\n> ${aboveSign} x ${aboveSign}\n> Gammalt`,
    'Mina.',
  ],
  ['a person says who wrote something', 'She wrote: this counts.\nAnd more.', 'She wrote: this counts.\nAnd more.'],
  ['a person writes about a year', 'What we saw in 2026:\n- less money', 'What we saw in 2026:\n- less money'],
  ['a person writes where something is from', 'From: the field\nTo: nobody', 'From: the field\nTo: nobody'],
  ['only a quotation', '> Old\n> words', ''],
  ['nothing', '', ''],
];

describe('the own words of an answer by mail', () => {
  test.each(cases)('%s', (_, mail, own) => {
    expect(ownWords(mail)).toBe(own);
  });

  test('what is made to take long takes no time', () => {
    const hostile = [
      `On ${'a '.repeat(500_000)}wrote`,
      'On\n'.repeat(300_000),
      '>'.repeat(1_000_000),
      `From: x\n${'Date: y\n'.repeat(200_000)}`,
      `${'x 2026 <a@b>\n'.repeat(100_000)}`,
      `${'On 3 Nov 2026, P <a@b> wrote:\n> x\nmine\n'.repeat(3000)}`,
    ];
    for (const mail of hostile) expect(ownWords(mail).length).toBeLessThanOrEqual(mail.length);
  }, 20_000);
});
