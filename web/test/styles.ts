/** Stands for a stylesheet where nothing is drawn: a class is called what it is called. */
export default new Proxy<Record<string, string>>({}, { get: (_, name) => String(name) });
