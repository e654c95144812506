export { pageFiles, pageMaker, type PageMaker } from './page-files.ts'
