import { type Finding, lint, pattern } from './lint';

/*
 * What fixes a time or a place to meet, in answers to a contributor: whoever holds her code reads them, and would be there
 * too. In her own views the same words are ordinary ("on Mondays the office is closed"), so they are looked for here alone.
 */

const start = '(?<![\\p{L}\\p{N}])';
const end = '(?![\\p{L}\\p{N}])';
/** Arabic writes "and", "in", "to" and "as" onto the word that follows. */
const joined = '[وفبلك]{0,2}';

const hoursInEnglish = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve';
const hoursInFrench = 'une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze';
/** What may follow an hour that stands without a sign of one: "at 12 programmes" is none. */
const afterAnHour =
  '(?=\\s*(?:[.,;:!?)]|$|\\n|(?:on|in|by|at|and|or|then|sharp|outside|near|is|was|would|will|if|as)(?!\\p{L})))';

const rules = [
  pattern(
    'when',
    // By the clock.
    `${start}\\d{1,2}(?:[:.]\\d{2})?\\s?(?:a\\.?\\s?m|p\\.?\\s?m)${end}`,
    `${start}(?:\\d{1,2}|${hoursInEnglish})\\s?o['’]?\\s?clock${end}`,
    `${start}(?:half past|quarter past|quarter to)\\s+(?:\\d{1,2}|${hoursInEnglish})${end}`,
    `${start}(?:at|around|before|after|by)\\s+(?:1[0-2]|[1-9]|${hoursInEnglish})${end}${afterAnHour}`,
    `${start}(?:at|around|before|after|by)\\s+(?:noon|midnight|midday|lunchtime)${end}`,
    `${start}(?:[01]?\\d|2[0-3])\\s?h(?:\\s?[0-5]\\d)?${end}`,
    `${start}(?:à|vers|dès|avant|après)\\s+(?:\\d{1,2}|${hoursInFrench})\\s+heures?${end}`,
    `${start}(?:à|vers|dès|avant|après|ce)\\s+(?:midi|minuit)${end}`,
    `${start}${joined}الساعة\\s+(?:ال\\s?)?(?:\\d{1,2}|\\p{L}{3,})`,
    `${start}\\d{1,2}\\s?(?:صباحا|مساء|ظهرا|عصرا|ليلا)${end}`,
    `${start}${joined}(?:بعد|قبل|عند)\\s+(?:الظهر|العصر|المغرب|العشاء|الفجر)${end}`,
    // By the day.
    `${start}(?:mon|tues|wednes|thurs|fri|satur|sun)days?${end}`,
    `${start}(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?${end}`,
    `${start}(?:${joined}|لل)(?:يوم\\s+)?(?:ال)?(?:ثلاثاء|أربعاء|اربعاء)${end}`,
    `${start}(?:${joined}ال|لل)(?:[اإأ]ثنين|خميس|جمعة|سبت|[أا]حد)${end}`,
    `${start}(?:tomorrow|tmrw|tonight|(?:this|in the) (?:morning|afternoon|evening) (?:at|we|i)${end}|this (?:morning|afternoon|evening)|in (?:an|one|two|three|\\d{1,2}) hours?)${end}`,
    `${start}(?:(?:après-)?demain|ce soir|ce matin|cet après-midi|cette nuit|dans (?:une|deux|trois|\\d{1,2}) heures?)${end}`,
    `${start}${joined}(?:ال)?(?:غدا|غد|بكرا|بكرة)${end}`,
    `${start}${joined}(?:الليلة|هذا\\s+(?:المساء|الصباح)|هذه\\s+الليلة)${end}`,
  ),
  pattern(
    'meeting',
    `${start}(?:today|aujourd['’]hui|${joined}اليوم)${end}`,
    `${start}(?:(?:let us|let['’]s|we can|we could|we will|i can|i will|can we|shall we)\\s+meet|meet (?:me|us|you)|see you|come to (?:the|our|my|us|see)|come (?:here|by|over)|pick you up|wait(?:ing)? for you (?:at|in|near|by|outside|behind))${end}`,
    `${start}(?:on se (?:voit|retrouve)|rendez-vous|rdv|retrouv(?:ez|e)[ -](?:nous|moi)|rejoign(?:ez|s)[ -](?:nous|moi)|venez (?:à|au|aux|chez|nous|me)|viens (?:à|au|aux|chez|nous|me)|(?:je|on|nous) (?:vous|t['’]) ?atten(?:ds|d|dons)|passez (?:à|au|aux|chez|nous))${end}`,
    `${start}[وفسل]{0,2}(?:نلتقي|نلتق|ألتقي|نقابلك|نقابلكم|[أا]قابلك|قابلني|قابليني|قابلونا|موعدنا|موعدك|تعال|تعالي|تعالوا|ننتظرك|ننتظركم|[أا]نتظرك|نراك|[أا]راك)${end}`,
  ),
];

/** What the lint finds in any text, and beside it what fixes a time or a place to meet. */
export function lintOfAnswer(text: string): Finding[] {
  return lint(text, rules);
}
