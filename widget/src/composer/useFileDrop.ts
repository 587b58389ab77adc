import { useRef, useState } from 'preact/hooks';

/** Files dragged onto an element. Counts enters and leaves, since both also come from the element's children. */
export function useFileDrop(onFiles: (files: FileList) => void) {
  const [dragging, setDragging] = useState(false);
  const depth = useRef(0);
  const move = (by: number) => (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    depth.current = Math.max(0, depth.current + by);
    setDragging(depth.current > 0);
  };
  return {
    dragging,
    onDragEnter: move(1),
    onDragOver: move(0),
    onDragLeave: move(-1),
    onDrop: (event: DragEvent) => {
      depth.current = 0;
      setDragging(false);
      const files = event.dataTransfer?.files;
      if (!files?.length) return;
      event.preventDefault();
      onFiles(files);
    },
  };
}
