/** An event of which nothing is told. */
import { type LogEvent, type TextColumn, textColumnNames } from '#model/events/log-event.ts'

type Told = Exclude<TextColumn, 'id' | 'source'>
const isTold = (name: TextColumn): name is Told => name !== 'id' && name !== 'source'

/** Every column of text, empty. */
export const BLANK = Object.fromEntries(textColumnNames.filter(isTold).map((name) => [name, null])) as Pick<
  LogEvent,
  Told
>
