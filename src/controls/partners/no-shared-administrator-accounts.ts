import { isBreakGlass } from '#access/declared.ts'
import { accountFact, accountSubject, blastRadiusOf } from '#access/evidence.ts'
import { isNamed } from '#access/partners/account-governance.ts'
import { administration, isPrivileged } from '#access/roles/administration.ts'
import { isSuspected, signsOfSharing } from '#access/shared-accounts.ts'
import { defineControl } from '#model/control.ts'
import { Tally } from '#model/tally.ts'

export const noSharedAdministratorAccounts = defineControl({
  id: 'partners/no-shared-administrator-accounts',
  title: 'No administrator account is shared by several people',
  practice: 'p8',
  severity: 'high',
  needs: [
    'organization',
    'users',
    'roleAssignments',
    'roleEligibilityScheduleInstances',
    'roleDefinitions',
    'groupMembers',
    'authenticationMethods',
    'administratorProfiles',
  ],
  absences: [],
  emptyWithoutLicence: ['roleEligibilityScheduleInstances'],
  rationale:
    'Behind a shared account nobody did anything: the log names the account, the password is in several heads, and it ' +
    'stays when people leave. Microsoft recommends against shared administrator accounts.',
  remediation: [
    'Ask who signs in with it. One person: keyward declare people "UPN: NAME" --reason "…".',
    'Several: give each an account of their own with the least role, then switch this one off.',
    'A service: keyward declare service-account UPN --reason "…", and move it to a workload identity.',
  ],
  references: [
    'https://learn.microsoft.com/partner-center/security/customer-security-best-practices',
    'https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices',
  ],
  evaluate(view, { decisions }) {
    const tally = new Tally()
    const estate = administration(view, decisions.tenant)
    const methods = new Map(view.authenticationMethods.map((row) => [row.userId.toLowerCase(), row]))
    const profiles = new Map(view.administratorProfiles.map((row) => [row.id.toLowerCase(), row]))
    for (const account of view.users) {
      const id = account.id.toLowerCase()
      const tier = estate.tierOf(id)
      if (!isPrivileged(tier) || account.accountEnabled === false) continue
      const names = { id: account.id, userPrincipalNames: [account.userPrincipalName ?? ''] }
      const signs = signsOfSharing(account, { methods: methods.get(id), profile: profiles.get(id) })
      if (isNamed(account, decisions) || isBreakGlass(names, decisions) || !isSuspected(signs)) tally.ok()
      else {
        tally.review({
          subject: accountSubject(account),
          summary: `${accountSubject(account).name} may be shared: ${signs.join('; ')}.`,
          facts: [accountFact(account)],
          blastRadius: blastRadiusOf(tier),
          wouldPassIf: 'somebody said who is behind it (keyward declare people)',
        })
      }
    }
    return tally.outcome('nobody holds a privileged role')
  },
})
