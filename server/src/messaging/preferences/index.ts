export { eraseReader, exportReader } from './person.ts'
export { lockPreference, preferenceOf, savePreference, type KeptPreference, type Preference } from './preference.ts'
