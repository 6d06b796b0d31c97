/** Words that the identifier lint knows, by hand, for English, French and Arabic. All lower case. */

const list = (words: string) => words.trim().split(/\s+/);

/** Months, for "12 March": also the two sets of names in use in Arabic, and the Hijri months of one word. */
export const months = list(`
  january february march april may june july august september october november december
  jan feb mar apr jun jul aug sept sep oct nov dec
  janvier février fevrier mars avril mai juin juillet août aout septembre octobre novembre décembre decembre
  يناير فبراير مارس أبريل ابريل إبريل مايو يونيو يونيه يوليو يوليه أغسطس اغسطس سبتمبر أكتوبر اكتوبر نوفمبر ديسمبر
  آذار اذار نيسان أيار ايار حزيران تموز آب أيلول ايلول شباط
  جانفي فيفري أفريل افريل ماي جوان جويلية أوت يوليوز غشت شتنبر نونبر دجنبر
  رمضان شوال محرم صفر رجب شعبان
`);

/**
 * Given names that are common where these languages are spoken and that are no ordinary words in them ("Grace", "نور"
 * and "أمل" are words first). Found whatever the case: on a phone few people write capitals.
 */
export const givenNames = new Set(
  list(`
  maria mary anna elena olena svetlana natalia natasha irina tatiana oksana ioana mihaela daniela gabriela cristina
  john james robert michael david william richard joseph thomas charles daniel matthew anthony steven andrew joshua
  elizabeth jennifer linda patricia susan jessica sarah karen nancy margaret sandra ashley emily michelle amanda
  jean pierre jacques philippe nicolas laurent françois francois guillaume mathieu antoine julien stéphane stephane
  marie nathalie isabelle sylvie catherine françoise francoise valérie valerie christine sophie céline celine aurélie
  camille juliette claire hélène helene élodie elodie amélie amelie chloé chloe manon sandrine delphine
  mohammed mohamed muhammad ahmed ahmad ali omar hassan hussein ibrahim youssef yusuf mustafa khalid khaled tariq
  fatima fatma aisha aicha maryam mariam khadija zainab zeinab layla leila amina samira nadia yasmin yasmine salma
  mamadou ousmane abdoulaye ibrahima moussa amadou aminata fatoumata mariama aissatou adama seydou
  chidi emeka ngozi chioma blessing adaeze ifeoma oluwaseun tunde
  carlos juan josé jose luis miguel pedro alejandro carmen lucia lucía rosa sofia isabella
  nguyen linh priya anjali rahul sunita ramesh sita
  ivan dmitri dmitry sergei sergey alexei vladimir igor andrei bogdan marius ionut dragan zoran milan
  kevin brian jason eric ryan jacob samuel benjamin alexander alexandra
`),
);

export const givenNamesInArabic = new Set(
  list(`
  محمد أحمد احمد محمود مصطفى إبراهيم ابراهيم يوسف خالد عمر عثمان حسين حسن علاء طارق زياد ياسر سامي وليد رامي بلال
  عبدالله عبدالرحمن إسماعيل اسماعيل سليمان داود إسحاق موسى عيسى يحيى زكريا أنس حمزة جعفر
  فاطمة عائشة خديجة مريم زينب رقية سمية ليلى سارة نادية سميرة ياسمين سلمى هند دعاء شيماء رانيا دينا لمياء سوسن
  نوال فريدة زهرة حليمة كوثر غادة رشا مروة أسماء اسماء هبة نجلاء سعاد آمنة امنة حفصة
  ماريا آنا جون ديفيد بيتر بول جوزيف
`),
);

/** Capitalised in the middle of a sentence, and telling nothing of one person. */
export const capitalisedAnyhow = new Set(
  list(`
  i i'm i've i'd i'll i’m i’ve i’d i’ll
  monday tuesday wednesday thursday friday saturday sunday
  mondays tuesdays wednesdays thursdays fridays saturdays sundays english french arabic spanish european african asian
  god internet whatsapp facebook instagram tiktok telegram google youtube zoom christmas easter ramadan
  état etat dieu noël noel pâques
  ministry ministère ministere government parliament parlement europe union africa afrique council conseil
  human rights convention united nations
`),
);

/** After "my name is" and the like: no name. */
export const noNames = new Set(
  list(`
  not never always on in the a an my his her their our your of no now known kept asked written still being and or but so
  private secret safe there here that this what who only too very used shown said unknown
  pas jamais toujours sur dans le la les un une des mon ma son sa leur notre votre de du et ou mais ainsi ici
  privé secret connu inconnu comment que qui
  لا لم لن ليس في على من إلى هو هي هذا هذه ذلك تلك غير معروف سري و أو مكتوب محفوظ دائما
`),
);
