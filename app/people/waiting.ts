/** Answers to registrations are promised within this many working days, Monday to Friday, as the secretariat works. */
export const workingDaysToAnswer = 2;

/** The day (as an instant in it) by which someone who confirmed an address at this instant can expect an answer. */
export function answerBy(confirmedAt: Date): Date {
  const day = new Date(confirmedAt);
  for (let left = workingDaysToAnswer; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCDay() !== 0 && day.getUTCDay() !== 6) left--;
  }
  return day;
}

/** The task of those who may decide on a registration; finished for all of them by whoever decides first. */
export function decisionTask(personId: number): string {
  return `decide-on-person:${personId}`;
}
