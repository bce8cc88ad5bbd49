/** The clouds that commands may name. */
export { type CloudName, cloudNames } from '#clients/clouds.ts'
