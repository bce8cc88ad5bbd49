/**
 * The part of the Cloud Shell script that reads Azure: the same requests as the collectors', made with the roles of
 * whoever pastes it. Lists of Azure are shortened in silence, so the script says in its manifest what nothing proves.
 */
import { type Collector, type EachSource, serviceOf } from '#collectors/collector.ts'
import { pathOf } from './collect/ask.ts'

/** Stands for a subject while requests are made: they would encode the braces that the script fills in. */
const SUBJECT = 'SUBJECT'
const HELD = '{}'

/** The lines for bash; they follow the ones that read the directory. */
export function azureReads(collectors: readonly Collector[]): string {
  const azure = collectors.filter(({ source }) => serviceOf(source) === 'azure')
  const inOrder = azure.toSorted((one, other) => rankOf(one) - rankOf(other))
  const lines = inOrder.flatMap((one) => [readLine(one), ...(rankOf(one) === 1 ? [PROOF] : [])])
  const shortened = azure.map(({ produces }) => produces).filter((name) => !REFUSED_ALOUD.has(name))
  return [HELPERS, ...lines, gapsOf(shortened)].join('\n')
}

const REFUSED_ALOUD: ReadonlySet<string> = new Set(['managementGroups', 'entraDiagnosticSettings'])

/** The tree and the list of subscriptions name the subjects of the rest, and settings name the workspaces. */
function rankOf({ produces }: Collector): number {
  if (produces === 'managementGroups') return 0
  if (produces === 'subscriptions') return 1
  return produces === 'logTables' ? 3 : 2
}

function readLine({ produces, source }: Collector): string {
  switch (source.kind) {
    case 'query':
      return `query ${produces} ${quoted(source.query.replaceAll('\n', ' '))}`
    case 'each':
      return eachLine(produces, source)
    case 'report':
      return ''
    default:
      return `below all ${quoted(pathOf(source))} | each ${produces}`
  }
}

function eachLine(produces: string, source: EachSource): string {
  const lists = subjectsOf(produces, source).map(([name, subject]) => {
    const path = pathOf(source.request(subject)).replaceAll(SUBJECT, HELD)
    return `below ${name} ${quoted(path)};`
  })
  const [record] = source.notFound?.(SUBJECT) ?? []
  const notFound = record === undefined ? '' : JSON.stringify(record).replaceAll(SUBJECT, HELD)
  const elements = produces === 'managementGroups' ? ' "$tree"' : ''
  return `{ ${lists.join(' ')} } | each ${produces} ${quoted(notFound)}${elements}`
}

/** The function of the script that names the subjects, and how the collector is told of one. */
function subjectsOf(
  produces: string,
  { after }: EachSource,
): readonly (readonly [name: string, subject: string])[] {
  if (produces === 'logTables') return [['workspaces', SUBJECT]]
  if (!after.includes('subscriptions')) return [['tenant', SUBJECT]]
  return [
    ['subscriptions', SUBJECT],
    ...(after.includes('managementGroups') ? ([['groups', `managementGroups/${SUBJECT}`]] as const) : []),
    // A Global Administrator may read there without any role in Azure (azure.md §0.3).
    ...(produces === 'azureRoleAssignments' ? ([['root', '/']] as const) : []),
  ]
}

/** Single quotes hold everything but a single quote; in an address that is %27. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", '%27')}'`
}

const HELPERS = `
# Azure, with the roles of whoever is signed in.
arm="\${KEYWARD_ARM:-https://management.azure.com}"
: >"$out/.gaps"
gap() { jq -nc --arg name "$1" --arg because "$2" '{name: $name, because: $because}' >>"$out/.gaps"; }

# Subjects, one a line; and for each of them a line with its address.
all() { echo all; }
root() { [ -s "$out/managementGroups.ndjson" ] || echo /; }
tenant() { rows organization | jq -r '.id | ascii_downcase'; }
subscriptions() {
  rows subscriptions | jq -r --arg own "$(tenant)" \\
    'select((.tenantId // $own | ascii_downcase) == $own) | .subscriptionId' | sort -u
}
groups() { rows managementGroups | jq -r '.name // empty | @uri'; }
workspaces() {
  { rows diagnosticSettings; rows entraDiagnosticSettings; } | jq -r '.properties.workspaceId // empty |
    ascii_downcase | select(test("^/?subscriptions/[^?#]+/workspaces/[^/?#]+$")) | "/" + ltrimstr("/")' | sort -u
}
below() { "$1" | while read -r subject; do printf '%s\\t%s\\n' "$subject" "\${2//\\{\\}/"$subject"}"; done; }

# What an answer is made of: the elements of a list, one object, or the groups of a tree.
elements='if (.value | type) == "array" then .value[] else . end'
tree='def groups($parent): ((.properties // {}) + .) | . + {parentId: $parent}, (.id as $id | .children[]? |
  select(.type | ascii_downcase | endswith("managementgroups")) | groups($id)); groups(null) | del(.properties)'

# All pages at one address, one record a line.
pages() {
  local url="$arm$2" body
  while [ -n "$url" ]; do
    body=$(get "$url" </dev/null) || return 1
    jq -c "$3" <<<"$body" >>"$out/$1.ndjson"
    url=$(jq -r '.nextLink // empty' <<<"$body")
  done
}

# Every address on standard input; $2 is the record of a subject that is not found. One that refuses stops no other.
each() {
  local total=0 lost=0 subject path
  : >"$out/$1.ndjson"
  while IFS=$'\\t' read -r subject path; do
    total=$((total + 1))
    if pages "$1" "$path" "\${3:-$elements}"; then continue; fi
    if grep -qE 'Not ?Found' "$out/.refused"; then
      [ -z "\${2:-}" ] || printf '%s\\n' "\${2//\\{\\}/"$subject"}" >>"$out/$1.ndjson"
    else
      lost=$((lost + 1))
      cp "$out/.refused" "$out/.last"
    fi
  done
  if [ "$lost" -gt 0 ]; then cp "$out/.last" "$out/.refused"; fi
  if [ "$lost" -gt 0 ] && [ "$lost" -eq "$total" ]; then refuse "$1"; return; fi
  [ "$lost" -eq 0 ] || gap "$1" "$lost of $total could not be read: $(head -c 200 "$out/.refused")"
  echo "  $1: $(wc -l <"$out/$1.ndjson") records" >&2
}

# One question over all subscriptions. Resource Graph takes it as POST and changes nothing.
query() {
  local token="" question body
  : >"$out/$1.ndjson"
  while :; do
    question=$(jq -nc --arg query "$2" --arg token "$token" '{query: $query, options:
      ({resultFormat: "objectArray", "$top": 1000} + if $token == "" then {} else {"$skipToken": $token} end)}')
    body=$(az rest --method post --url "$arm/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01" \\
      --headers 'Content-Type=application/json' --body "$question" --output json 2>"$out/.refused" </dev/null) ||
      { refuse "$1"; return; }
    jq -c '.data[]' <<<"$body" >>"$out/$1.ndjson"
    token=$(jq -r '."$skipToken" // empty' <<<"$body")
    if [ -z "$token" ]; then break; fi
  done
  echo "  $1: $(wc -l <"$out/$1.ndjson") records" >&2
}
`

const PROOF = `
# Lists are shortened in silence and the root management group is refused aloud: it proves them, or nothing does.
unproven=""
named() { rows managementGroups | jq -r '.children[]? | select(.type | endswith("/subscriptions")) | .name' | sort -u; }
hidden=$(comm -23 <(named) <(rows subscriptions | jq -r .subscriptionId | sort -u) | wc -l)
if ! rows managementGroups | jq -es 'length > 0 and all(.[]; .notFound | not)' >/dev/null; then
  unproven="what the reader may not see is left out unsaid, and the root management group was not read"
elif [ "$hidden" -gt 0 ]; then
  unproven="$hidden subscriptions in the tree of management groups are not in the list"
fi
`

function gapsOf(datasets: readonly string[]): string {
  return `
if [ -n "$unproven" ]; then
  for name in ${datasets.join(' ')}; do gap "$name" "$unproven"; done
fi
[ -f "$out/entraDiagnosticSettings.ndjson" ] || gap logTables "which ones to read comes from entraDiagnosticSettings"
`
}
