/** The register of partners as a page: all of them in a table, then each with its ways in drawn. */
import { html } from 'hono/html'
import type { Channel } from '#access/partners/sighting.ts'
import { channelNames } from '#access/partners/words.ts'
import type {
  PartnerReport,
  ReportedChannel,
  ReportedPartner,
  UnknownChannel,
} from '#model/partner-report.ts'
import { safeText } from '#model/text/safe-text.ts'
import { counted, day, listed } from '#model/text/words.ts'
import { type Markup, nameTag } from '../html/markup.ts'
import { frame } from './frame.ts'
import {
  activityCounts,
  channelWords,
  coverageWords,
  decisionWords,
  distinctPowers,
  goneWords,
  kindWords,
  rosterWords,
  scopeWords,
  standingWords,
  tierWords,
  useWords,
} from './words.ts'

/** The page; with one partner, that one alone. */
export function partnersHtml(report: PartnerReport, only?: ReportedPartner): string {
  const { tenant, collectedAt, unknown } = report
  const shown = only === undefined ? report.partners : [only]
  const whose = safeText(tenant.name ?? tenant.id)
  const open = shown.filter(({ decision }) => decision.state !== 'attested').length
  const lead =
    only === undefined
      ? `${counted(shown.length, 'other organisation')} with a key to ${whose}, ${open} of them not attested. Collected ${day(collectedAt)}.`
      : `${kindWords[only.kind] ?? only.kind} of ${whose}; ${decisionWords(only.decision)}. Collected ${day(collectedAt)}.`
  return frame(
    only?.name ?? 'The register of partners',
    lead,
    html`${only === undefined ? registerTable(shown) : ''}
${shown.map((partner) => partnerPart(partner, only !== undefined))}
${only === undefined ? formerPart(report) : ''}
${unknownPart(unknown)}`,
  )
}

const anchor = ({ id }: ReportedPartner): string => `partner-${id.replace(/[^a-z0-9]+/gi, '-')}`

function registerTable(partners: readonly ReportedPartner[]): Markup {
  if (partners.length === 0) return html`<p>No other organisation shows in what was read.</p>`
  return html`<table class="register"><thead><tr><th scope="col">Partner</th><th scope="col">Kind</th><th scope="col">Reach</th><th scope="col">Ways in</th><th scope="col">Decision</th></tr></thead><tbody>${partners.map(
    (partner) =>
      html`<tr><td><a href="#${anchor(partner)}">${nameTag(safeText(partner.name))}</a></td><td>${kindWords[partner.kind] ?? partner.kind}</td><td>${reachTag(partner)}</td><td>${listed(partner.channels.map(({ kind }) => channelNames[kind as Channel] ?? kind))}</td><td>${safeText(decisionWords(partner.decision))}</td></tr>`,
  )}</tbody></table>`
}

function reachTag({ tier, powers }: ReportedPartner): Markup {
  if (powers.length === 0) return html`none seen`
  const tone = tier === 'tier0' ? 'critical' : tier === 'privileged' ? 'high' : 'low'
  return html`<span class="tag ${tone}">${tierWords[tier] ?? tier}</span>`
}

function partnerPart(partner: ReportedPartner, isAlone: boolean): Markup {
  const { nameUnknown, tenantIds, domains, decision, doubt } = partner
  const ids = tenantIds.length === 0 ? 'no tenant is known' : tenantIds.join(', ')
  return html`<section class="partner" id="${anchor(partner)}">
${isAlone ? '' : html`<h2>${nameTag(safeText(partner.name))}</h2>`}
<p>${reachTag(partner)} ${safeText(decisionWords(decision))}${decision.reason ? html`: ${safeText(decision.reason)}` : ''}.</p>
<p class="note">Tenant <code>${safeText(ids)}</code>${domains.length > 0 ? html`, domain <code>${safeText(domains.join(', '))}</code>` : ''}${nameUnknown ? html`. Its name is not known: ${safeText(nameUnknown)}` : ''}${doubt ? html`. ${safeText(doubt)}` : ''}</p>
${changesPart(partner)}
<ul class="map" aria-label="Ways in and what they lead to">${partner.channels.map((channel) => wayPart(channel, partner))}</ul>
${gonePart(partner)}
${rosterPart(partner)}
${askedPart(partner)}
${tasksPart(partner)}
${answersPart(partner)}
<p class="note">${safeText(activityWords(partner))}</p>
</section>`
}

function changesPart({ decision: { gained, lost } }: ReportedPartner): Markup {
  if (gained.length + lost.length === 0) return html``
  return html`<p>Since it was attested it ${gained.length > 0 ? html`<strong>gained ${safeText(listed(gained))}</strong>` : ''}${gained.length > 0 && lost.length > 0 ? ', and ' : ''}${lost.length > 0 ? html`lost ${safeText(listed(lost))}` : ''}.</p>`
}

const MOST_POWERS = 24

function wayPart(channel: ReportedChannel, partner: ReportedPartner): Markup {
  const { kind } = channel
  const powers = distinctPowers(partner).filter((power) => power.channel === kind)
  const more = powers.length - MOST_POWERS
  return html`<li><div class="way"><strong>${channelNames[kind as Channel] ?? kind}</strong><br><span class="note">${channelWords(channel)}</span></div>
<ul class="can">${
    powers.length === 0
      ? html`<li class="note">gives no power by itself</li>`
      : powers
          .slice(0, MOST_POWERS)
          .map(
            (power) =>
              html`<li><strong>${safeText(power.role)}</strong>${power.tier === 'tier0' ? html` <span class="tag critical">whole tenant</span>` : ''}<br><span class="note">${safeText(scopeWords(power))}; ${standingWords(power)}; ${safeText(listed(power.path.map(({ name }) => name)))}; ${safeText(useWords(power.use))}</span></li>`,
          )
  }${more > 0 ? html`<li class="note">and ${more} more: keyward partners --format json</li>` : ''}</ul></li>`
}

function gonePart({ gone }: Pick<ReportedPartner, 'gone'>): Markup {
  if (gone.length === 0) return html``
  return html`<h3>No longer there</h3><ul class="plain">${goneWords(gone).map(
    ([channel, words]) =>
      html`<li><strong>${channelNames[channel as Channel] ?? channel}:</strong> ${words}</li>`,
  )}</ul>`
}

function rosterPart({ roster }: ReportedPartner): Markup {
  if (roster === undefined) return html``
  const { gained, lost } = roster
  return html`<h3>Its people, as it named them</h3><p>${safeText(rosterWords(roster))}${gained.length > 0 ? html`; <strong>gained ${safeText(listed(gained))}</strong>` : ''}${lost.length > 0 ? html`; lost ${safeText(listed(lost))}` : ''}.</p>`
}

function formerPart({ former }: PartnerReport): Markup {
  if (former.length === 0) return html``
  return html`<section><h2>No longer there</h2>${former.map(
    ({ name, gone }) =>
      html`<h3>${nameTag(safeText(name))}</h3><ul class="plain">${goneWords(gone).map(
        ([channel, words]) => html`<li>${channelNames[channel as Channel] ?? channel}: ${words}</li>`,
      )}</ul>`,
  )}</section>`
}

function askedPart({ conditionalAccess }: ReportedPartner): Markup {
  if (conditionalAccess.length === 0) return html``
  return html`<h3>Is MFA asked of its people?</h3><ul class="plain">${conditionalAccess.map(
    ({ channel, answer, because }) =>
      html`<li><strong>${channelNames[channel as Channel] ?? channel}:</strong> ${coverageWords[answer] ?? answer}. <span class="note">${safeText(because)}</span></li>`,
  )}</ul>`
}

function tasksPart({ tasks }: ReportedPartner): Markup {
  if (tasks === undefined) return html`<p class="note">What it is there for, nobody declared.</p>`
  const line = (words: string, names: readonly string[]) =>
    names.length === 0 ? '' : html`<li>${words}: ${safeText(listed(names))}</li>`
  return html`<h3>What it is there for</h3><ul class="plain">${line('Tasks', tasks.declared)}${line('Not needed for them', tasks.beyond)}${line('Lacking for them', tasks.lacking)}${line('Not understood', tasks.notUnderstood)}</ul>`
}

function answersPart({ answers }: ReportedPartner): Markup {
  const said = answers.filter(({ state }) => state !== 'open')
  if (said.length === 0) return html``
  return html`<h3>What it answered</h3><ul class="plain">${said.map(
    ({ asks, state, answer, at }) =>
      html`<li>${asks}<br><span class="note">${safeText(answer ?? '')} (${day(at ?? '')}${state === 'stale' ? ', ask again' : ''})</span></li>`,
  )}</ul>`
}

function activityWords({ activity }: ReportedPartner): string {
  if (!activity.known) return `What it did is not known: ${activity.because}`
  const { from, to } = activity
  return `${activityCounts(activity)} between ${day(from)} and ${day(to)}.`
}

function unknownPart(unknown: readonly UnknownChannel[]): Markup {
  if (unknown.length === 0) return html``
  return html`<section><h2>Not known, so there may be more</h2><ul class="plain">${unknown.map(
    ({ because, how }) => html`<li>${safeText(because)}<br><span class="note">${safeText(how)}</span></li>`,
  )}</ul></section>`
}
