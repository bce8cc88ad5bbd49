/**
 * Every error that Keyward itself raises: a code, what happened and the mend. One list, so that the reference
 * page and the tests can hold it complete. A verdict is never an error.
 */
export const errorCatalogue = {
  'tenant-id-invalid': {
    message: 'That is not a tenant id: {value}',
    mend: 'Give the GUID of the tenant (Entra admin centre, Overview).',
  },
  'tenant-ambiguous': {
    message: 'The data folder holds several tenants: {tenants}',
    mend: 'Name one with --tenant.',
  },
  'tenant-unknown': {
    message: 'No tenant {value} in {data}',
    mend: 'Run keyward collect or keyward assess --input first, or name one of: {tenants}.',
  },
  'tenant-none': {
    message: 'There is no tenant in {data} yet',
    mend: 'Run keyward collect, or keyward assess --input PATH for exported files.',
  },
  'snapshot-id-invalid': {
    message: 'That is not a snapshot id: {value}',
    mend: 'Copy it from keyward assess.',
  },
  'snapshot-none': {
    message: 'There is no sealed snapshot of this tenant',
    mend: 'Run keyward collect, or keyward assess --input PATH.',
  },
  'snapshot-broken': {
    message: 'The snapshot {snapshot} does not match its seal: {what}',
    mend: 'A file was changed or lost after sealing. Collect again; keep the broken one as evidence.',
  },
  'logs-broken': {
    message: 'The list of the logs that are held, {file}, cannot be read: {why}',
    mend: 'Put it back from a backup. Without one, move the folder {folder} away and import the exports again: nothing in it was deleted.',
  },
  'input-not-found': {
    message: 'There is nothing to read at {path}',
    mend: 'Give a file or a folder that is there.',
  },
  'input-unreadable': { message: 'Cannot read {path}: {why}', mend: '{how}' },
  'query-invalid': {
    message: 'The query cannot be read at "{term}": {why}',
    mend: 'Write field:value terms, such as user:jo@contoso.example after:7d; keyward logs search --help shows more.',
  },
  'search-too-long': {
    message: 'The search took longer than {seconds} seconds and was stopped',
    mend: 'Narrow it with after: and before:, or allow more with --time-limit.',
  },
  'input-empty': {
    message: 'None of the files in {path} holds a known dataset',
    mend: 'Name files after datasets (users.json, …); docs/reference/datasets.md lists them.',
  },
  'credentials-missing': {
    message: 'No credentials: {missing} is not set',
    mend: 'Set KEYWARD_TENANT_ID, KEYWARD_CLIENT_ID and one of KEYWARD_CLIENT_CERTIFICATE, KEYWARD_FEDERATED_TOKEN_FILE or KEYWARD_CLIENT_SECRET; or set KEYWARD_MANAGED_IDENTITY; or sign in with --sign-in browser.',
  },
  'certificate-unusable': {
    message: 'The certificate cannot be used: {why}',
    mend: 'Give one PEM file with the certificate and its unencrypted private key.',
  },
  'sign-in-refused': { message: 'Sign-in was refused: {why}', mend: '{how}' },
  'endpoint-invalid': {
    message: 'Not a usable endpoint: {value}',
    mend: 'Give an https:// origin (http:// only for 127.0.0.1 and localhost).',
  },
  'policy-invalid': {
    message: 'The file {file} is no Conditional Access policy: {why}.',
    mend: 'Give one policy as Microsoft Graph writes it: an object with conditions and grantControls.',
  },
  'next-link-elsewhere': {
    message: 'The service sent a next link to another host ({host}); it was not followed',
    mend: 'Nothing was sent there. If this repeats, check for a proxy that rewrites responses.',
  },
  'service-unreachable': {
    message: '{host} did not answer: {why}',
    mend: 'Check the network and the proxy, then run the same command again: it resumes.',
  },
  'run-in-progress': {
    message: 'Another collection or import of this tenant is running (process {pid})',
    mend: 'Wait for it, or stop it; a stopped one can be resumed.',
  },
  'data-unwritable': { message: 'Cannot write to {path}: {why}', mend: '{how}' },
  'decisions-too-new': {
    message: 'The decisions database was written by a newer Keyward (schema {found}, this one knows {known})',
    mend: 'Use the newer version.',
  },
  'finding-unknown': {
    message: 'No finding begins with {value}',
    mend: 'Run keyward assess and copy an id from it.',
  },
  'finding-fixed': {
    message: 'Finding {value} is fixed: there is nothing to decide about',
    mend: 'Run keyward assess and copy an id from it; a partner is attested by its name.',
  },
  'control-retired': {
    message: 'Finding {value} is of a control that this version does not have any more',
    mend: 'Run keyward assess: findings of controls that went are closed.',
  },
  'register-broken': {
    message: 'The list {file} cannot be taken: {why}',
    mend: 'Columns: {columns}. Mend the line and give the whole file again.',
  },
  'answers-broken': {
    message: 'The answers in {file} cannot be taken: {why}',
    mend: 'It is the file that keyward partners NAME --questionnaire --out FILE writes, CSV or JSON, with the answers filled in.',
  },
  'handover-broken': {
    message: 'The answers in {file} cannot be taken: {why}',
    mend: 'It is the file that keyward logs handover NAME --questionnaire --out FILE writes, CSV or JSON, with the answers filled in; mend the row and give the whole file again.',
  },
  'drill-unknown': {
    message: 'There is no drill {value}',
    mend: 'keyward logs drill lists them; keyward logs drill start begins one.',
  },
  'drill-broken': {
    message: 'The record of the drill {drill} cannot be read: {why}',
    mend: 'Somebody changed {file}: put it back from a copy, or move its folder out of the way.',
  },
  'partner-unknown': {
    message: 'No partner of this tenant is called {value}',
    mend: 'Run keyward partners and give a name, tenant id or domain from it, or its beginning.',
  },
  'partner-without-keys': {
    message: '{value} shows in logs alone: there is no key to take away',
    mend: 'keyward partners NAME shows what was seen of it.',
  },
  'document-needs-partner': {
    message: '{value} is about one partner, and none was named',
    mend: 'keyward partners NAME {value}; keyward partners lists the names.',
  },
  'partner-ambiguous': {
    message: '{value} can be several partners: {names}',
    mend: 'Give the tenant id.',
  },
  'finding-ambiguous': {
    message: '{value} is the beginning of several findings: {ids}',
    mend: 'Give more characters.',
  },
  'option-invalid': { message: '{option}: {why}', mend: '{how}' },
  'command-unknown': { message: 'There is no command {value}', mend: 'keyward --help lists them.' },
  'declaration-invalid': { message: 'Cannot declare that: {why}', mend: '{how}' },
  'attestation-invalid': { message: 'Cannot attest that: {why}', mend: '{how}' },
  'demo-unavailable': {
    message: 'The demo needs the simulated cloud, which is part of the source tree only',
    mend: 'Run it in a clone of the repository.',
  },
  'sigma-rule-invalid': {
    message: '{file}:{line}:{column}: {rule}: {why}',
    mend: 'Mend the rule or take it out; the others run without it.',
  },
  'field-map-invalid': {
    message: 'The field map cannot be used: {why} (line {line})',
    mend: 'Mend the map: it says for each log where the fields of rules lie.',
  },
} as const satisfies Record<string, { message: string; mend: string }>

export type ErrorCode = keyof typeof errorCatalogue

type Details = Readonly<Record<string, string | number>>

/** An error of Keyward: `message` is one line for people, `code` is stable for machines, `mend` says what to do. */
export class KeywardError extends Error {
  override readonly name = 'KeywardError'
  readonly code: ErrorCode
  readonly mend: string
  readonly details: Details

  constructor(code: ErrorCode, details: Details = {}, options?: ErrorOptions) {
    super(fill(errorCatalogue[code].message, details), options)
    this.code = code
    this.mend = fill(errorCatalogue[code].mend, details)
    this.details = details
  }
}

function fill(template: string, details: Details): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole))
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
