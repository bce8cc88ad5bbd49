/** `keyward coverage` for machines: one object, with a line per account. */
import type { SignInReport } from '#model/sign-in-report.ts'

/** The report as JSON, piece by piece: as one text it would not fit where the tenant is large. */
export function* signInJson({ accounts, ...head }: SignInReport): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"accounts":[`
  let separator = '\n'
  for (const account of accounts) {
    yield `${separator}${JSON.stringify(account)}`
    separator = ',\n'
  }
  yield '\n]}\n'
}
