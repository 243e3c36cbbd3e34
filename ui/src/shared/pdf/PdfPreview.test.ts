import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Pdf } from '../../api/types';
import { openPdf } from './document';
import PdfPreview from './PdfPreview.vue';

vi.mock('./document', () => ({ openPdf: vi.fn() }));

const pdf: Pdf = { title: '案卷', base64: 'JVBERg==', pages: 3, findings: ['卷内缺“营业执照”。'] };
const page = { getViewport: () => ({ width: 595, height: 842 }), render: () => ({ promise: Promise.resolve(), cancel: () => undefined }), cleanup: () => undefined };

describe('the preview of a PDF', () => {
  beforeEach(() => {
    vi.stubGlobal('ResizeObserver', class { observe() { /* the box never changes */ } disconnect() { /* nothing */ } });
    vi.stubGlobal('IntersectionObserver', class { observe() { /* nothing comes near */ } disconnect() { /* nothing */ } });
    vi.mocked(openPdf).mockResolvedValue({ document: { numPages: 3, getPage: () => Promise.resolve(page) } as never, close: () => undefined });
  });
  afterEach(() => { vi.unstubAllGlobals(); });

  async function opened() {
    const preview = mount(PdfPreview, { props: { pdf } });
    await flushPromises();
    return preview;
  }

  it('has a place for every page, and lists what is missing', async () => {
    const preview = await opened();
    expect(preview.findAll('[data-page]')).toHaveLength(3);
    expect(preview.get('.pdf-findings').text()).toContain('卷内缺“营业执照”。');
  });

  it('goes to no page that is not there', async () => {
    const preview = await opened();
    const input = preview.get<HTMLInputElement>('.pdf-number');
    await input.setValue('99');
    expect(input.element.value).toBe('3');
    await input.setValue('x');
    expect(input.element.value).toBe('1');
  });

  it('hands the PDF on to be saved or printed', async () => {
    const preview = await opened();
    await preview.get('.pdf-save').trigger('click');
    await preview.get('.pdf-print').trigger('click');
    expect(preview.emitted('save')).toEqual([[pdf]]);
    expect(preview.emitted('print')).toEqual([[pdf]]);
  });

  it('says in words when the file is no PDF', async () => {
    vi.mocked(openPdf).mockRejectedValue(new Error('Invalid PDF structure'));
    const preview = await opened();
    expect(preview.get('[role=alert]').text()).toContain('打不开预览');
    expect(preview.text()).not.toContain('Invalid');
  });
});
