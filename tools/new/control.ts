import { BadName, constantOf, sentenceOf, type Template, words } from './scaffold.ts'

/** A control that judges nothing yet, and examples that say so by failing. */
export const control: Template = {
  usage: 'mfa/some-sentence',
  scaffold: (name) => {
    const [folder = '', sentence = '', ...rest] = name.split('/')
    if (rest.length > 0 || sentence === '')
      throw new BadName(`${name} is not of the form folder/some-sentence`)
    words(folder, 'folder')
    const constant = constantOf(words(sentence, 'sentence'))
    return {
      files: [
        { path: `src/controls/${name}.ts`, text: controlText(name, constant, sentenceOf(sentence)) },
        { path: `src/controls/${name}.examples.ts`, text: examplesText(sentence, constant) },
      ],
      next: [
        `Fill in src/controls/${name}.ts: practice, severity, needs, absences, why, remedy, references, evaluate.`,
        'Fill in its examples: the near misses are what they are for.',
        'npm run generate    puts it into the registry and the reference',
        'npm test            its examples fail until it judges',
      ],
    }
  },
}

/** Unknown, not pass: a control that somebody forgets in this state must not reassure anybody. */
function controlText(id: string, constant: string, title: string): string {
  return `import { defineControl } from '#model/control.ts'
import { Tally } from '#model/tally.ts'

export const ${constant} = defineControl({
  id: '${id}',
  title: '${title}',
  practice: 'p1',
  severity: 'medium',
  needs: ['users'],
  absences: [],
  rationale: 'To be written',
  remediation: [],
  references: [],
  evaluate({ users }) {
    const tally = new Tally()
    for (const { id } of users) tally.unknown(\`this control does not judge yet (\${id})\`)
    return tally.outcome('there is no account to examine')
  },
})
`
}

function examplesText(sentence: string, constant: string): string {
  return `import { partial } from '#model/coverage.ts'
import { aTenant, defineExamples } from '../../../test/builders/index.ts'
import { ${constant} } from './${sentence}.ts'

export const examples = defineExamples(${constant}, [
  { name: 'the good case', given: aTenant(), then: 'pass' },
  { name: 'the plain violation', given: aTenant(), then: 'fail', subjects: ['ada'] },
  { name: 'the near miss', given: aTenant(), then: 'pass' },
  {
    name: 'half of the accounts were read',
    given: aTenant(),
    coverage: { users: partial('stopped at page 2') },
    then: 'unknown',
  },
  {
    name: 'nobody to examine',
    given: aTenant({ users: [] }),
    then: 'notApplicable',
    because: /there is no account/,
  },
])
`
}
