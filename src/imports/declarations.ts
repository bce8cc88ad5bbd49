/** Declarations out of a file: the same that `keyward declare` takes. */
import { z } from 'zod'
import { type Declaration, declarationKinds } from '#model/decisions.ts'

const DeclarationInFile = z.object({
  kind: z.enum(declarationKinds),
  subject: z.union([z.string().min(1), z.number()]).transform(String),
  author: z.string().min(1).default('the input'),
  reason: z.string().default('declared in the input'),
  at: z.string().optional(),
})

/** Reads declarations; `at` is the time for those that carry none. Broken ones come back as notices. */
export function readDeclarations(items: readonly unknown[], at: string) {
  const declarations: Declaration[] = []
  const notices: string[] = []
  items.forEach((item, index) => {
    const parsed = DeclarationInFile.safeParse(item)
    if (parsed.success) declarations.push({ ...parsed.data, at: parsed.data.at ?? at })
    else
      notices.push(
        `declaration ${index + 1} was ignored: ${parsed.error.issues[0]?.message ?? 'it does not fit'}`,
      )
  })
  return { declarations, notices }
}
