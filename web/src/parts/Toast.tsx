import { IconCircleCheck } from '@tabler/icons-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import classes from './Toast.module.css';

const ToastContext = createContext<(words: string) => void>(() => undefined);

/** Where short good news is said: seen for a while, and announced politely. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [news, setNews] = useState<{ words: string; at: number } | null>(null);
  const say = useCallback((words: string) => setNews({ words, at: Date.now() }), []);

  useEffect(() => {
    if (news === null) return;
    const timer = setTimeout(() => setNews(null), 6000);
    return () => clearTimeout(timer);
  }, [news]);

  return (
    <ToastContext value={say}>
      {children}
      <div role="status" className={classes.place}>
        {news && (
          <p key={news.at} className={classes.toast}>
            <IconCircleCheck size={18} stroke={1.7} aria-hidden className={classes.icon} />
            {news.words}
          </p>
        )}
      </div>
    </ToastContext>
  );
}

/** Says a sentence of good news. */
export const useToast = () => useContext(ToastContext);
