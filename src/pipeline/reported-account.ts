/** An account of a sign-in report whose gaps are made when somebody looks at them: of a million few do. */
import type { SharedGap } from '#access/sign-ins/gaps.ts'
import type { ReportedAccount, ReportedGap } from '#model/sign-in-report.ts'

type Said = Omit<ReportedAccount, 'gaps'>

/** Field by field as `ReportedAccount` has them; written as JSON it is one. */
export class AccountInReport implements ReportedAccount {
  readonly id: string
  readonly upn: string
  readonly type: string
  readonly enabled: ReportedAccount['enabled']
  readonly verdict: string
  readonly asActivated?: string
  readonly registered: ReportedAccount['registered']
  readonly grades: ReportedAccount['grades']
  readonly #shared: readonly SharedGap[]

  /** @param shared the gaps that it has in common with others */
  constructor(said: Said, shared: readonly SharedGap[]) {
    this.id = said.id
    this.upn = said.upn
    this.type = said.type
    this.enabled = said.enabled
    this.verdict = said.verdict
    if (said.asActivated !== undefined) this.asActivated = said.asActivated
    this.registered = said.registered
    this.grades = said.grades
    this.#shared = shared
  }

  get gaps(): readonly ReportedGap[] {
    return this.#shared.map((gap) => new GapInReport(gap, this.upn))
  }

  toJSON(): ReportedAccount {
    const { id, upn, type, enabled, verdict, asActivated, registered, grades, gaps } = this
    const activated = asActivated === undefined ? {} : { asActivated }
    return { id, upn, type, enabled, verdict, ...activated, registered, grades, gaps }
  }
}

class GapInReport implements ReportedGap {
  readonly resource: string
  readonly client: string
  readonly grade: string
  readonly because: string
  readonly #shared: SharedGap
  readonly #user: string

  constructor(shared: SharedGap, user: string) {
    this.resource = shared.resource
    this.client = shared.client
    this.grade = shared.grade
    this.because = shared.because
    this.#shared = shared
    this.#user = user
  }

  get witness(): ReportedGap['witness'] {
    return { user: this.#user, ...this.#shared.witness }
  }

  toJSON(): ReportedGap {
    const { resource, client, grade, witness, because } = this
    return { resource, client, grade, witness, because }
  }
}
