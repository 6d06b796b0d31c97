/**
 * `cleanPdf` of pdf.ts. pdf-lib is by far the largest thing here, and not every server ever sees a PDF: it is loaded with
 * the first one.
 */
export async function cleanPdf(bytes: Uint8Array): Promise<Uint8Array> {
  const pdf = await import('./pdf');
  return pdf.cleanPdf(bytes);
}
