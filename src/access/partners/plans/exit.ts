/** The whole leaving of a provider, without haste: first stand on own feet, then look for what they left, then remove. */
import type { GuidedPlan, GuidedStep } from '#model/guided-steps.ts'
import type { Partner } from '../register.ts'
import { channelNames } from '../words.ts'
import { openPage, PARTNER_RELATIONSHIPS, runCommand, words } from './actions.ts'
import { containPlan } from './contain.ts'

/** @param unknown the channels that were not read, a sentence each */
export function exitPlan(partner: Partner, unknown: readonly string[]): GuidedPlan {
  const contain = containPlan(partner, unknown)
  // The policy that blocks comes last here: until then they hand over.
  const removal = contain.steps.filter(({ title }) => title !== 'Preserve what expires')
  return {
    ...contain,
    title: `Leave ${partner.name}`,
    steps: [ownKeys(), recovery(), ...lookFor(), sinks(), billing(), ...removal, afterwards(partner)],
    remains: remainsOf(partner, unknown),
  }
}

function ownKeys(): GuidedStep {
  return {
    title: 'Have your own keys in hand',
    why: 'Whoever removes the only administrator is locked out, and Microsoft then asks for weeks of proof.',
    how: [
      words(
        'Two Global Administrators of your own signed in today, and two break-glass accounts that were tried.',
      ),
      runCommand('keyward assess', 'admins/break-glass-accounts-are-ready passes'),
    ],
  }
}

function recovery(): GuidedStep {
  return {
    title: 'Check how your administrators are recovered',
    why: 'A recovery address or phone number of the provider opens the account after everything else is closed.',
    how: [
      runCommand(
        'keyward assess',
        'admins/recovery-data-is-verified says whose addresses and numbers they are',
      ),
      openPage(
        'https://admin.microsoft.com/AdminPortal/Home#/Settings/OrganizationProfile/:/Settings/L1/OrganizationInformation',
        'technical and security contacts',
      ),
    ],
  }
}

function lookFor(): readonly GuidedStep[] {
  return [
    {
      title: 'Find the credentials that they added',
      why: 'A secret on one of your own applications is a key that shows in no list of partners.',
      how: [
        openPage(
          'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
          'every application with a secret or certificate: who owns it, who added it? Renew each that they could read',
        ),
        words(
          'In the audit log: "Update application – Certificates and secrets management", by their people.',
        ),
      ],
    },
    {
      title: 'Find the policies and rules that they made',
      why: 'Exclusions, mail rules, forwarding and transport rules go on working for whoever made them.',
      how: [
        runCommand('keyward coverage', 'exclusions of policies, and who is in the excluded groups'),
        openPage(
          'https://admin.exchange.microsoft.com/#/transportrules',
          'transport rules, connectors and forwarding',
        ),
        openPage(
          'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/DomainsList.ReactView',
          'domains: none of theirs, none federated to them',
        ),
      ],
    },
  ]
}

function sinks(): GuidedStep {
  return {
    title: 'Take your logs back',
    why: 'Logs that flow into their workspace tell them of everything that you do next, and you lose them.',
    how: [
      words(
        'Diagnostic settings of Entra and of each subscription: no workspace, storage account or event hub of theirs.',
      ),
      words('Ask for an export of what they kept for you, before you remove their access.'),
    ],
  }
}

function billing(): GuidedStep {
  return {
    title: 'Move licences and subscriptions',
    why: 'What they sell ends with their contract; an Azure subscription can be moved, and takes its roles along.',
    how: [
      words('Order from the new reseller before the old orders end; licences overlap for a day.'),
      words('Azure: have the new partner request the transfer of each subscription.'),
    ],
    breaks: 'Everything without a licence, on the day after.',
  }
}

function afterwards({ name, id }: Partner): GuidedStep {
  return {
    title: 'Look again after 30 days',
    why: 'Whatever came back, or was forgotten, shows then.',
    how: [
      runCommand('keyward collect', 'today, as the proof of the last day'),
      runCommand(
        `keyward partners ${JSON.stringify(id)}`,
        `in 30 days: ${name} is on no channel, or the page says on which`,
      ),
      openPage(PARTNER_RELATIONSHIPS, 'copy the list again: keyward partners --register FILE.csv'),
    ],
  }
}

function remainsOf({ channels, name }: Partner, unknown: readonly string[]): readonly string[] {
  const known = channels.filter(({ kind }) => kind !== 'commerce' && kind !== 'signIn' && kind !== 'audit')
  const now =
    known.length === 0
      ? `${name} is on no known channel.`
      : `Today ${name} is still on: ${known.map(({ kind }) => channelNames[kind]).join(', ')}.`
  const open =
    unknown.length === 0
      ? 'Every channel was read.'
      : 'That it is gone is proven only for the channels that were read; the others are below.'
  return [now, open]
}
