import { guid } from './random.ts'
import { roleId } from './roles.ts'
import type { Estate, Group, Member, RoleAssignment } from './types.ts'
import type { AccountSketch } from './users.ts'

/** One thing that happened, as a delta query will tell it. */
export interface Change {
  readonly sequence: number
  readonly of: 'user' | 'group' | 'directoryRole'
  readonly id: string
  /** `changed`: gone to the recycle bin; `deleted`: gone for good. */
  readonly removed?: 'changed' | 'deleted'
  readonly joined?: Member
  readonly left?: Member
}

type Happening = Omit<Change, 'sequence'>

/**
 * Changes the tenant while the cloud runs, and remembers what was changed for the delta queries.
 *
 * @example
 * const id = cloud.changes.addAccount({ name: 'new', displayName: 'New', userPrincipalName: 'new@brightwater.example' })
 * cloud.changes.assignRole('GlobalAdministrator', id)
 */
export class EstateChanges {
  readonly #estate: Estate
  readonly #log: Change[] = []

  constructor(estate: Estate) {
    this.#estate = estate
  }

  /** How many changes there have been: the position of a delta token. */
  get sequence(): number {
    return this.#log.length
  }

  since(sequence: number): readonly Change[] {
    return this.#log.slice(sequence)
  }

  latest(): Change | undefined {
    return this.#log.at(-1)
  }

  addAccount(sketch: AccountSketch): string {
    const account = this.#estate.newAccount(sketch)
    this.#estate.accounts.add(account)
    this.#note({ of: 'user', id: account.user.id })
    return account.user.id
  }

  changeAccount(id: string, fields: Readonly<Record<string, unknown>>): void {
    this.#demand(this.#estate.accounts.find(id), id)
    this.#estate.accounts.alter(id, fields)
    this.#note({ of: 'user', id })
  }

  /** A removed account loses its memberships and its roles with it. */
  removeAccount(id: string, removed: 'changed' | 'deleted' = 'changed'): void {
    this.#demand(this.#estate.accounts.find(id), id)
    for (const row of this.#estate.roleAssignments.filter(({ principalId }) => principalId === id))
      this.removeRole(row.id)
    this.#estate.accounts.alter(id, 'removed')
    this.#note({ of: 'user', id, removed })
  }

  changeGroup(id: string, fields: Readonly<Record<string, unknown>>): void {
    const group = this.#group(id)
    group.group = { ...group.group, ...fields }
    this.#note({ of: 'group', id })
  }

  addMember(groupId: string, member: Member): void {
    const group = this.#group(groupId)
    group.left?.delete(member.id)
    group.members.push(member)
    this.#note({ of: 'group', id: groupId, joined: member })
  }

  removeMember(groupId: string, memberId: string): void {
    const group = this.#group(groupId)
    const member = group.members.find(({ id }) => id === memberId) ?? { kind: 'user', id: memberId }
    group.members = group.members.filter(({ id }) => id !== memberId)
    group.left ??= new Set()
    group.left.add(memberId)
    this.#note({ of: 'group', id: groupId, left: member })
  }

  /** Gives a built-in role, by its key (`GlobalAdministrator`) or template id. */
  assignRole(role: string, principalId: string, more: Partial<RoleAssignment> = {}): RoleAssignment {
    const { tenant, seed } = this.#estate
    const roleDefinitionId = role.includes('-') ? role : roleId(role)
    const row: RoleAssignment = {
      id: guid(`assignment/${roleDefinitionId}/${principalId}/${this.sequence}`, seed).replaceAll('-', ''),
      principalId,
      principalOrganizationId: tenant.tenantId,
      directoryScopeId: '/',
      roleDefinitionId,
      appScopeId: null,
      condition: null,
      ...more,
    }
    this.#estate.roleAssignments.push(row)
    this.#note({ of: 'directoryRole', id: roleDefinitionId, joined: { kind: 'user', id: principalId } })
    return row
  }

  removeRole(assignmentId: string): void {
    const row = this.#demand(
      this.#estate.roleAssignments.find(({ id }) => id === assignmentId),
      assignmentId,
    )
    this.#estate.roleAssignments = this.#estate.roleAssignments.filter(({ id }) => id !== assignmentId)
    const left: Member = { kind: 'user', id: row.principalId }
    this.#note({ of: 'directoryRole', id: row.roleDefinitionId, left })
  }

  #group(id: string): Group {
    return this.#demand(
      this.#estate.groups.find(({ group }) => group.id === id),
      id,
    )
  }

  #demand<T>(found: T | undefined, id: string): T {
    if (found === undefined) throw new Error(`nothing in this tenant has the id ${id}`)
    return found
  }

  #note(happening: Happening): void {
    this.#log.push({ sequence: this.#log.length + 1, ...happening })
  }
}
