/** Everything an example or a test builds a tenant with. */
export * from './decisions.ts'
export * from './examples.ts'
export * from './facts.ts'
export * from './ids.ts'
export * from './people.ts'
export * from './policies.ts'
export * from './roles.ts'
export * from './tenant.ts'
