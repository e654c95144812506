export { pageFiles } from './page-files.ts'
