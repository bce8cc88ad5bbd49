import { type Calendar, calendarAt } from './clock.ts'
import { type Licence, type Licensing, licensing } from './licensing.ts'
import { type MethodMaker, methodMaker } from './methods.ts'
import { guid } from './random.ts'
import type { Tenant } from './types.ts'
import type { Surroundings } from './users.ts'

/** What every part of an estate is built from. */
export interface EstateOptions {
  readonly seed: number
  readonly accounts: number
  readonly licences: readonly Licence[]
  readonly now: string
}

export interface Company {
  readonly name: string
  readonly initialDomain: string
  readonly domain: string
}

/** The fixed points of one invented tenant: who it is, which day it is, and how its things get their ids. */
export interface Frame extends Surroundings {
  readonly company: Company
  readonly tenant: Tenant
  readonly calendar: Calendar
  readonly licensing: Licensing
  id(name: string): string
  methods(account: string, createdDaysAgo?: number): MethodMaker
}

export function frame(company: Company, { seed, accounts, licences, now }: EstateOptions): Frame {
  const calendar = calendarAt(now)
  const tenantId = guid(`tenant/${company.name}`, seed)
  const owner = { tenantId, accountName: company.initialDomain.split('.')[0] ?? company.name }
  const bought = licensing(licences, owner, Math.ceil(accounts * 1.05), calendar.daysAgo(800))
  return {
    seed,
    company,
    calendar,
    tenant: { tenantId, displayName: company.name, defaultDomainName: company.domain },
    initialDomain: company.initialDomain,
    licensing: bought,
    assignedLicenses: bought.assignedLicenses,
    assignedPlans: bought.assignedPlans,
    id: (name) => guid(name, seed),
    methods: (name, createdDaysAgo = 400) => methodMaker(name, seed, calendar.daysAgo(createdDaysAgo)),
  }
}
