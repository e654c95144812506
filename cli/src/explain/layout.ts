export * from '@pulih/explanations'
