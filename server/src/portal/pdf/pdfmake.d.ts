/** The little of pdfmake that we use; it brings no types of its own. */
declare module 'pdfmake' {
  interface Made {
    getBuffer(): Promise<Buffer>
  }
  interface PdfMake {
    setFonts(fonts: Readonly<Record<string, Readonly<Record<string, string>>>>): void
    setUrlAccessPolicy(allows: (url: string) => boolean): void
    setLocalAccessPolicy(allows: (path: string) => boolean): void
    createPdf(document: object): Made
  }
  const pdfmake: PdfMake
  export default pdfmake
}
