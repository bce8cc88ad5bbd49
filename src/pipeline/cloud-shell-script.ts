/**
 * The script for those who cannot consent an application: it runs in Azure Cloud Shell as the person who pastes it,
 * reads only, and writes a folder that `keyward assess --input` takes. It is made from the collectors, so that it
 * asks for the same.
 */

import {
  type Collector,
  type ListSource,
  type OneSource,
  type Request,
  serviceOf,
} from '#collectors/collector.ts'
import { allCollectors } from '#collectors/collectors.generated.ts'
import type { DatasetName } from '#model/datasets.ts'
import { microsoftTenants } from '#model/microsoft-tenants.ts'
import { azureReads } from './cloud-shell-script-azure.ts'

type Flat = Collector & { readonly source: ListSource | OneSource }

/** The script, for bash with `az` and `jq`. */
export function cloudShellScript(collectors: readonly Collector[] = allCollectors): string {
  const flat = collectors.filter(isFlat)
  const reads = [
    ...flat.map(readLine),
    FEDERATION,
    GROUPS,
    ...readsOneByOne(collectors),
    azureReads(collectors),
  ]
  return [HEAD, ...reads, TAIL].join('\n')
}

/** No report is read: its link leads away from where the script may send anything. Azure follows by itself. */
function isFlat(collector: Collector): collector is Flat {
  const { source } = collector
  if (serviceOf(source) !== 'graph') return false
  // Logs are left out: shortening them as the collector does is beyond a script, and whole they may be millions.
  return source.kind === 'one' || (source.kind === 'list' && source.window === undefined)
}

function readLine({ produces, source }: Flat): string {
  return `${source.kind === 'list' ? 'list' : 'one '} ${produces} ${quoted(urlOf(source))}`
}

function urlOf({ path, query }: Request): string {
  const options = Object.entries(query ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return options.length === 0 ? path : `${path}?${options.join('&')}`
}

/** Single quotes hold everything but a single quote; in an address that is %27. */
function quoted(url: string): string {
  return `'${url.replaceAll("'", '%27')}'`
}

const HEAD = `#!/usr/bin/env bash
# Keyward: reads facts of this tenant, changes nothing, and writes them into a folder.
# Paste it into Azure Cloud Shell (bash), signed in as Global Reader or Global Administrator, for Azure with the
# role Reader at the root management group.
set -uo pipefail
out="keyward-input-$(date -u +%Y%m%dT%H%M%SZ)"
graph="\${KEYWARD_GRAPH:-https://graph.microsoft.com}"
mkdir -p "$out"

# One GET; the body on standard output. What was refused goes to $out/.refused.
get() {
  az rest --method get --url "$1" --headers 'Prefer=include-unknown-enum-members' --output json 2>"$out/.refused"
}

# Keeps Microsoft's error body as the file of the dataset: Keyward reads it as denied or unlicensed.
refuse() {
  local body
  body=$(grep -o '{"error".*}' "$out/.refused" | head -n 1 | sed 's/})$/}/')
  jq -e .error >/dev/null 2>&1 <<<"$body" || body=$(jq -n --rawfile words "$out/.refused" \\
    '{error: {code: "Forbidden", message: $words[0:300]}}')
  printf '%s\\n' "$body" >"$out/$1.json"
  rm -f "$out/$1.ndjson"
  echo "  $1: refused" >&2
}

# All pages of a list, one record a line.
list() {
  local url="$graph$2" body
  : >"$out/$1.ndjson"
  while [ -n "$url" ]; do
    body=$(get "$url") || { refuse "$1"; return; }
    jq -c '.value[]' <<<"$body" >>"$out/$1.ndjson"
    url=$(jq -r '."@odata.nextLink" // empty' <<<"$body")
  done
  echo "  $1: $(wc -l <"$out/$1.ndjson") records" >&2
}

# One object.
one() {
  local body
  body=$(get "$graph$2") || { refuse "$1"; return; }
  printf '%s\\n' "$body" >"$out/$1.json"
  echo "  $1: read" >&2
}

echo "Reading into $out …" >&2`

const FEDERATION = `
rows() { if [ -f "$out/$1.ndjson" ]; then cat "$out/$1.ndjson"; fi; }

# How each federated domain signs its people in; the answer does not repeat the domain.
: >"$out/federationConfigurations.ndjson"
for domain in $(rows domains | jq -r 'select(.authenticationType == "Federated") | .id'); do
  if body=$(get "$graph/v1.0/domains/$domain/federationConfiguration"); then
    jq -c --arg domain "$domain" '.value[] + {domainId: $domain}' <<<"$body" >>"$out/federationConfigurations.ndjson"
  else
    refuse federationConfigurations
    break
  fi
done`

/** Their own applications are in every tenant. */
const MICROSOFT = microsoftTenants.map((id) => `-e ${id}`).join(' ')

const GROUPS = `
# The groups that policies or roles name, their members, and those who hold roles.
principals() {
  { rows roleAssignments; rows roleEligibilityScheduleInstances; } |
    jq -r --arg type "#microsoft.graph.$1" 'select(.principal["@odata.type"] == $type) | .principalId'
}
targets() {
  if [ -f "$out/authenticationMethodsPolicy.json" ]; then
    jq -r '(.authenticationMethodConfigurations[]?, .registrationEnforcement.authenticationMethodsRegistrationCampaign?) |
      (.includeTargets[]?, .excludeTargets[]?) | select(.targetType != "user") | .id' "$out/authenticationMethodsPolicy.json"
  fi
}
named_groups() {
  { rows conditionalAccessPolicies |
      jq -r '.conditions.users | (.includeGroups[]?, .excludeGroups[]?)'
    targets
    principals group; } | grep -E '^[0-9a-fA-F-]{36}$' | sort -u
}
: >"$out/groups.ndjson"
: >"$out/groupMembers.ndjson"
for group in $(named_groups); do
  get "$graph/v1.0/groups/$group" | jq -c . >>"$out/groups.ndjson"
  url="$graph/v1.0/groups/$group/transitiveMembers?\\$select=id&\\$top=999"
  part=0
  while [ -n "$url" ]; do
    if ! body=$(get "$url"); then
      # A group of another organisation holds a role here and is not found here.
      if grep -q ResourceNotFound "$out/.refused"; then
        printf '{"groupId":"%s","part":0,"last":true,"notFound":true,"transitive":true,"members":[]}\\n' "$group" \\
          >>"$out/groupMembers.ndjson"
      fi
      break
    fi
    url=$(jq -r '."@odata.nextLink" // empty' <<<"$body")
    jq -c --arg group "$group" --argjson part "$part" --arg next "$url" \\
      '{groupId: $group, part: $part, last: ($next == ""), transitive: true, members: .value}' <<<"$body" \\
      >>"$out/groupMembers.ndjson"
    part=$((part + 1))
  done
done
holders() {
  { principals user
    principals group | sort -u | while read -r group; do
      rows groupMembers | jq -r --arg group "$group" \\
        'select(.groupId == $group) | .members[] | select(.["@odata.type"] == "#microsoft.graph.user") | .id'
    done; } | sort -u
}

# Organisations that hold a role here, have settings of their own or own an application; neither this one nor Microsoft.
organisations() {
  { { rows roleAssignments; rows roleEligibilityScheduleInstances; } |
      jq -r '.principalOrganizationId // empty, .principal.organizationId // empty'
    rows crossTenantAccessPolicyPartners | jq -r '.tenantId'
    rows servicePrincipals | jq -r '.appOwnerOrganizationId // empty'
  } | tr '[:upper:]' '[:lower:]' | grep -E '^[0-9a-f-]{36}$' | sort -u |
    { grep -vxF -e "$(rows organization | jq -r .id | head -n 1 | tr '[:upper:]' '[:lower:]')" ${MICROSOFT} || true; }
}

# What there is about each of them: $2 is the address, $3 makes records of all that its pages hold, $4 says who they are.
of_each() {
  local user url body values
  : >"$out/$1.ndjson"
  while read -r user; do
    url="$graph\${2//\\{\\}/"$user"}"
    values='[]'
    while [ -n "$url" ]; do
      if ! body=$(get "$url" </dev/null); then
        if ! grep -q ResourceNotFound "$out/.refused"; then refuse "$1"; return; fi
        continue 2
      fi
      values=$(jq -c --argjson before "$values" '$before + if has("value") then .value else [.] end' <<<"$body")
      url=$(jq -r '."@odata.nextLink" // empty' <<<"$body")
    done
    jq -c --arg user "$user" "$3" <<<"$values" >>"$out/$1.ndjson"
  done < <($4)
  echo "  $1: $(wc -l <"$out/$1.ndjson") records" >&2
}
`

/** Stands for whom it is about while requests are made: they would encode the braces that the script fills in. */
const SUBJECT = 'SUBJECT'

/** What is asked one by one: the records of it, in the language of jq, and the function that lists whom it is about. */
const OF_EACH = [
  ['authenticationMethods', '{userId: $user, methods: .}', 'holders'],
  ['registeredDevices', '{userId: $user, devices: .}', 'holders'],
  ['administratorProfiles', '.[]', 'holders'],
  ['tenantInformation', '.[]', 'organisations'],
] as const satisfies readonly (readonly [DatasetName, string, string])[]

function readsOneByOne(collectors: readonly Collector[]): readonly string[] {
  return OF_EACH.flatMap(([name, records, subjects]) => {
    const source = collectors.find(({ produces }) => produces === name)?.source
    if (source?.kind !== 'each') return []
    const url = quoted(urlOf(source.request(SUBJECT)).replaceAll(SUBJECT, '{}'))
    return [`of_each ${name} ${url} ${quoted(records)} ${subjects}`]
  })
}

const TAIL = `
tenant=$(rows organization | jq -r .id | head -n 1)
# What was refused says so itself; what was read in part is said here.
there=$(cd "$out" && printf '%s\\n' *.ndjson | sed 's/\\.ndjson$//' | jq -R . | jq -cs .)
jq -s --arg tenant "$tenant" --arg time "$(date -u +%Y-%m-%dT%H:%M:%SZ)" --argjson there "$there" \\
  '{tenantId: $tenant, time: $time, coverage: (map(select(.name as $name | $there | index($name))) |
    group_by(.name) | map({key: .[0].name, value: {state: "partial", because: (map(.because) | join("; "))}}) |
    from_entries)}' "$out/.gaps" >"$out/manifest.json"
rm -f "$out/.refused" "$out/.last" "$out/.gaps"
(cd "$out" && sha256sum -- *.json *.ndjson >SHA256SUMS)
zip -qr "$out.zip" "$out" 2>/dev/null || true
echo "Done: $out (and $out.zip). Download it and run: keyward assess --input $out.zip" >&2
`
