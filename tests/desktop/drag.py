"""A window of another program, small and in the corner, from which the files named on the command line are dragged."""

import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gio, Gtk  # noqa: E402

source = Gtk.EventBox()
source.add(Gtk.Label(label="文件"))
source.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
source.drag_source_add_uri_targets()
uris = [Gio.File.new_for_path(path).get_uri() for path in sys.argv[1:]]
source.connect("drag-data-get", lambda _widget, _context, data, _info, _time: data.set_uris(uris))
window = Gtk.Window(title="drag source")
window.set_default_size(80, 40)
window.add(source)
window.connect("destroy", Gtk.main_quit)
window.move(1270, 715)
window.show_all()
Gtk.main()
