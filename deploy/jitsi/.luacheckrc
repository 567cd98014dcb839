-- Rules for `luacheck deploy/jitsi`: Prosody gives each plugin `module` and `prosody`; its configuration is no program.
std = "lua54"
max_line_length = 140
exclude_files = { "**/*.cfg.lua" }
read_globals = { "module", "prosody" }
files["**/mod_greenroom_rooms.lua"].globals = { "occupants_of", "end_room", "person_of", "refuse" }
