export { caseFilesOf, jurisdictionFolders, loadCalendars, loadRulebook, policyFiles, readJson, rulebookFolder, schemeFiles } from './load.ts'
export { checkExpectation } from './expectation.ts'
