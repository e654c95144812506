export {
  caseFilesOf,
  jurisdictionFolders,
  loadCalendars,
  loadRulebook,
  policyFolder,
  readJson,
  rulebookFolder,
  schemeFiles,
} from './load.ts'
export { checkExpectation } from './expectation.ts'
