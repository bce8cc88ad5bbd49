import { nameOf } from '#access/accounts.ts'
import { type Administrator, administratorsOf } from '#access/administrators/administrators.ts'
import { isDailyWork, type Sign, signsOfDailyWork, usageReports } from '#access/administrators/daily-work.ts'
import { accountFact, accountSubject, blastRadiusOf } from '#access/evidence.ts'
import { administration } from '#access/roles/administration.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import { Tally } from '#model/tally.ts'

export const noDailyWorkWithAnAdministratorAccount = defineControl({
  id: 'admins/no-daily-work-with-an-administrator-account',
  title: 'Administrator accounts are not used for mail and collaboration',
  practice: 'p4',
  severity: 'high',
  needs: [
    'users',
    'roleAssignments',
    'roleEligibilityScheduleInstances',
    'roleDefinitions',
    'groupMembers',
    'organization',
    'administratorProfiles',
    'office365ActiveUserDetail',
    'emailActivityUserDetail',
    'adminReportSettings',
  ],
  absences: [],
  // Says how to mend reports that conceal names; the rows themselves show that they do.
  supplements: ['adminReportSettings'],
  emptyWithoutLicence: ['roleEligibilityScheduleInstances'],
  rationale:
    'Mail, chats and documents are how attackers reach people. Whoever opens an attachment as an administrator gives ' +
    'away the tenant and not a mailbox.',
  remediation: [
    'Give each of these people a second account without roles for mail, chats and documents, with the licence.',
    'Take the licences for Exchange, Teams and SharePoint off the administrator account, and its mailbox with them; have its mail forwarded.',
    'Make the role of the administrator account eligible instead of active.',
    'Reports that conceal names: admin.microsoft.com, Settings, Org settings, Reports, take the tick off "Display concealed user, group, and site names". Everybody who may see reports then sees names.',
  ],
  references: [
    'https://learn.microsoft.com/partner-center/security/customer-security-best-practices',
    'https://learn.microsoft.com/microsoft-365/admin/activity-reports/activity-reports',
    'https://learn.microsoft.com/entra/identity/role-based-access-control/security-planning',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    const { all, doubts } = administratorsOf(administration(view, decisions.tenant), view.users)
    const reports = usageReports(view.office365ActiveUserDetail, view.emailActivityUserDetail)
    const profiles = new Map(view.administratorProfiles.map((row) => [row.id.toLowerCase(), row]))
    for (const because of doubts) tally.unknown(because)
    for (const one of all) {
      const { id, userPrincipalName: upn } = one.user
      const profile = profiles.get(id.toLowerCase())
      const signs = signsOfDailyWork(reports.of(upn ?? ''), profile, now)
      if (isDailyWork(signs)) tally.violation(evidenceOf(one, signs))
      else if (reports.concealed) tally.unknown(concealedWords(view.adminReportSettings))
      else if (!upn)
        tally.unknown('the user names of some administrators were not read, and reports name nothing else')
      else if (profile === undefined) tally.unknown('the profiles of some administrators were not read')
      else tally.ok()
    }
    return tally.outcome('no account of this organisation holds a privileged role')
  },
})

function concealedWords(
  settings: readonly { readonly displayConcealedNames?: boolean | null | undefined }[],
) {
  const isSet = settings.some(({ displayConcealedNames }) => displayConcealedNames === true)
  const where = isSet ? '; a setting of the tenant conceals them (Org settings, Reports)' : ''
  return `usage reports do not say who is who, so whether some administrators use mail cannot be told${where}`
}

function evidenceOf({ user, tier, isActive, roles, facts }: Administrator, signs: readonly Sign[]): Evidence {
  const how = isActive ? '' : ', which it may activate'
  return {
    subject: accountSubject(user),
    summary: `${nameOf(user)} administers the tenant (${roles.join(', ')}${how}) and is used daily: ${signs.map(({ words }) => words).join('; ')}.`,
    facts: [accountFact(user), ...facts, ...signs.map(({ fact }) => fact)],
    blastRadius: blastRadiusOf(tier),
    severity: isActive ? 'high' : 'medium',
    wouldPassIf:
      'mail and collaboration went on in another account, and the licences for them were off this one',
  }
}
