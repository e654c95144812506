export { eraseReader, exportReader } from './person.ts'
export { lockPreference, preferenceOf, savePreference, type KeptPreference } from './preference.ts'
