/**
 * Addresses of other organisations that a change sends mail to, shares with or invites. What is one's own is told by
 * the record itself: the domains of whoever acted and of the mailbox, and the name of the organisation. Domains that
 * the organisation has beside those are not in the record; a rule that needs them has placeholders.
 */
import type { LogChange } from '#model/events/log-event.ts'
import type { Draft } from '../blank.ts'
import { type Fields, isFields, listOf, named, text } from './fields.ts'

/** Parameters of Exchange that send mail elsewhere, and the other side of a share or an invitation. */
const SENDS: ReadonlySet<string> = new Set(
  [
    'ForwardingSmtpAddress',
    'ForwardingAddress',
    'ForwardTo',
    'ForwardAsAttachmentTo',
    'RedirectTo',
    'RedirectMessageTo',
    'BlindCopyTo',
    'CopyTo',
    'AddToRecipients',
    'TargetUserOrGroupName',
    'invitedUserEmailAddress',
    'InvitedUserEmailAddress',
    'sharedWith',
  ].map((name) => name.toLowerCase()),
)

interface Told {
  readonly parameters?: Fields | null
  readonly details?: Fields | null
  readonly changes?: readonly LogChange[]
  readonly targets?: readonly Fields[]
  readonly organization?: unknown
  readonly mailbox?: unknown
}

const ADDRESS = /[^\s@<>;,:"'()[\]\\/]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi
/** A guest's name here carries its address elsewhere: `jo_contoso.com#EXT#@fabrikam.onmicrosoft.com`. */
const MOST_ADDRESSES = 50
const MOST_TEXT = 20_000

/** The addresses; empty where none is named, or where nothing tells what is the organisation's own. */
export function outsideOf(draft: Draft, told: Told): readonly string[] {
  const named = [...sendsIn(told.parameters), ...sendsIn(told.details), ...invitedIn(told.details)]
  if (named.length === 0) return []
  const own = ownNames(draft, told)
  const found = new Set<string>()
  for (const value of named) {
    for (const [address, domain = ''] of value.slice(0, MOST_TEXT).matchAll(ADDRESS)) {
      if (found.size < MOST_ADDRESSES && !isOwn(domain.toLowerCase(), own)) found.add(address.toLowerCase())
    }
  }
  return [...found]
}

function sendsIn(fields: Fields | null | undefined): string[] {
  if (!fields) return []
  return Object.entries(fields).flatMap(([name, value]) => {
    if (typeof value !== 'string' || value === '') return []
    if (name === RULE_ACTIONS) return recipientsOf(value)
    return SENDS.has(name.toLowerCase()) ? [value] : []
  })
}

/** What Outlook's own rules do is one list of actions; some of them send mail on. */
const RULE_ACTIONS = 'RuleActions'
const MOST_ACTIONS = 200_000
const SENDS_ON = /forward|redirect|copyto|delegate/i

function recipientsOf(actions: string): string[] {
  if (actions.length > MOST_ACTIONS) return []
  return listOf(actions)
    .filter(isFields)
    .filter((action) => SENDS_ON.test(text(action['ActionType']) ?? ''))
    .flatMap((action) => text(action['Recipients'] ?? action['ForwardTo']) ?? [])
}

/** Other words for the address of somebody who is invited. */
function invitedIn(details: Fields | null | undefined): string[] {
  if (!details) return []
  return Object.entries(details).flatMap(([name, value]) =>
    /^(invitee|invited|guest)/i.test(name) && typeof value === 'string' && !SENDS.has(name.toLowerCase())
      ? [value]
      : [],
  )
}

interface OwnNames {
  readonly domains: ReadonlySet<string>
  /** First labels: of `fabrikam.onmicrosoft.com` and `fabrikam.com` alike. */
  readonly labels: ReadonlySet<string>
}

function ownNames(draft: Draft, { organization, mailbox, parameters }: Told): OwnNames {
  const domains = new Set<string>()
  const texts = [
    draft.user,
    named(organization),
    named(mailbox),
    named(parameters?.['Mailbox']),
    named(parameters?.['Identity']),
  ]
  for (const value of texts) {
    for (const domain of domainsIn(value)) domains.add(domain)
  }
  return {
    domains,
    labels: new Set([...domains].filter((domain) => domain.endsWith('.onmicrosoft.com')).map(labelOf)),
  }
}

const DOMAIN = /(?:@|^|\/)([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?=$|[/\\\s])/gi

/** The domains of an address, of a path as Exchange writes mailboxes, or a bare one; Microsoft's own servers are none. */
function domainsIn(value: string | null): readonly string[] {
  if (value === null || /#EXT#/i.test(value)) return []
  return [...value.slice(0, MOST_TEXT).matchAll(DOMAIN)]
    .map(([, domain = '']) => domain.toLowerCase())
    .filter((domain) => !/(^|\.)(prod\.outlook\.com|outlook\.com|office365\.com)$/.test(domain))
}

const labelOf = (domain: string): string => domain.split('.')[0] ?? ''

function isOwn(domain: string, { domains, labels }: OwnNames): boolean {
  for (const own of domains) if (domain === own || domain.endsWith(`.${own}`)) return true
  // The first tenant name and the bought domain share their first label nearly always.
  const parts = domain.split('.')
  return parts.slice(0, -1).some((part) => labels.has(part))
}
