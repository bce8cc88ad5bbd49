/** Times as ISO 8601, hundreds of thousands of them: those of one day share its date. */

const DAY_MS = 86_400_000
const TWO = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))
const THREE = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'))

export class IsoClock {
  private day = Number.NaN
  private date = ''

  /** As `new Date(millis).toISOString()`. @param millis whole milliseconds since 1970 */
  text(millis: number): string {
    const day = Math.floor(millis / DAY_MS)
    if (day !== this.day) {
      this.day = day
      this.date = new Date(day * DAY_MS).toISOString().slice(0, -'00:00:00.000Z'.length)
    }
    const rest = millis - day * DAY_MS
    const seconds = Math.floor(rest / 1000)
    const minutes = Math.floor(seconds / 60)
    const hour = TWO[Math.floor(minutes / 60)]
    return `${this.date}${hour}:${TWO[minutes % 60]}:${TWO[seconds % 60]}.${THREE[rest % 1000]}Z`
  }
}
