/** What people declare, checked before it is kept. */
import { type Declaration, type DeclarationKind, declarationKinds } from '#model/decisions.ts'
import { KeywardError } from '#model/errors.ts'
import type { TakenBack } from '#store/decisions/decisions.ts'
import type { TenantStore } from '#store/store.ts'

/** Of a subject or a reason, in characters. */
export const LONGEST_TEXT = 500

/** Keeps a declaration. @throws KeywardError `declaration-invalid` */
export async function declareIn(
  store: TenantStore,
  said: Omit<Declaration, 'kind'> & { readonly kind: string },
): Promise<Declaration> {
  const kind = kindOf(said.kind)
  const declaration = { ...said, kind, subject: subjectOf(kind, said.subject), reason: reasonOf(said.reason) }
  const before = (await store.decisions.view()).declarations
  for (const { subject } of before.filter((one) => isReplaced(one, declaration))) {
    const reason = 'said anew'
    await store.decisions.withdraw(kind, subject, { author: said.author, reason, at: said.at })
  }
  await store.decisions.declare(declaration)
  return declaration
}

/** There is one limit; saying a second one replaces the first, and saying the same again renews it. */
function isReplaced(earlier: Declaration, { kind, subject }: Declaration): boolean {
  return earlier.kind === kind && (kind === 'admin-limit' || earlier.subject === subject)
}

function kindOf(kind: string): DeclarationKind {
  const known = declarationKinds.find((one) => one === kind)
  if (known) return known
  throw new KeywardError('declaration-invalid', {
    why: `there is no kind ${kind.slice(0, 40)}`,
    how: `Kinds are ${declarationKinds.join(', ')}.`,
  })
}

function subjectOf(kind: DeclarationKind, subject: string): string {
  const text = subject.trim()
  const isFine = kind === 'admin-limit' ? /^\d{1,3}$/.test(text) : text !== '' && text.length <= LONGEST_TEXT
  if (isFine) return text
  const how = kind === 'admin-limit' ? 'Give a number, such as 2.' : 'Give the account by UPN or id.'
  throw new KeywardError('declaration-invalid', { why: 'the subject is missing or does not fit', how })
}

function reasonOf(reason: string): string {
  const text = reason.trim()
  if (text !== '' && text.length <= LONGEST_TEXT) return text
  const how = 'Add --reason "…": whoever reviews this in a year has to understand it.'
  throw new KeywardError('declaration-invalid', { why: 'it has no reason', how })
}

/** Takes a declaration back. @throws KeywardError `declaration-invalid` when there is none */
export async function withdrawFrom(
  store: TenantStore,
  kind: DeclarationKind,
  subject: string,
  by: TakenBack,
): Promise<void> {
  if (await store.decisions.withdraw(kind, subject, by)) return
  const how = 'keyward declare lists what is declared.'
  throw new KeywardError('declaration-invalid', {
    why: `${kind} ${subject.slice(0, 80)} is not declared`,
    how,
  })
}

/** The declarations in force. */
export async function declarationsOf(store: TenantStore): Promise<readonly Declaration[]> {
  return (await store.decisions.view()).declarations
}
