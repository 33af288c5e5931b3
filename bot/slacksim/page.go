package slacksim

func (w *Workspace) routePage() {}

type watcher struct{}

func (w *Workspace) publish(kind string, v any) {}
