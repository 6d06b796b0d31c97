/**
 * The voices of the demonstration, all invented, by fixed identifiers: the room's own seed releases them, and the platform's seed
 * cites them. Outside the demonstration identifiers are random and never fixed. What they say is written by the room's seed
 * alone; the subjects here are for whoever reads the two seeds side by side.
 */
export const seedVoices = {
  /** Excerpt, exact words, no exclusion, may not leave the site: the language in which a helpline is answered. */
  helplineLanguage: '7d0a5c1e-2f64-4b3e-9a51-0c6f1be80d11',
  /** Excerpt, exact words, may be published outside: explaining the recovery period. */
  recoveryPeriodExplained: 'a34f9b02-6c1d-4e8f-8b27-95d2e7c04f3a',
  /** Excerpt, in other words, whose contributor excluded the sector `government`: choosing one's interpreter. */
  choosingInterpreter: 'e81b6d4f-05a9-4c72-b3de-4f7a20c9d856',
  /** Excerpt, in other words, no exclusion: training that leads to paid work. */
  trainingForWork: '52c7f0ab-93de-4816-a0f5-b1e4d8637c29',
  /** Theme, may be published outside: one contact person through all procedures. */
  oneContact: 'c09e2f7d-1b58-4a63-9d04-8e3fa715b6c2',
  /** Theme, on the site alone: support that does not depend on a report to the police. */
  supportWithoutReport: '1f6ab38c-e742-4d90-8c1b-27d50f94ea63',
} as const;

export const seedExcerpts = [
  seedVoices.helplineLanguage,
  seedVoices.recoveryPeriodExplained,
  seedVoices.choosingInterpreter,
  seedVoices.trainingForWork,
] as const;

export const seedThemes = [seedVoices.oneContact, seedVoices.supportWithoutReport] as const;
