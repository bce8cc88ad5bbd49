const words = ['', 'One thing', 'Two things', 'Three things', 'Four things', 'Five things', 'Six things']
const more = ['Seven things', 'Eight things', 'Nine things', 'Ten things']

/** "Ten things to look at first", with the number there really is. */
export function firstThings(items: number): string {
  return `${[...words, ...more][items] ?? 'Things'} to look at first`
}
