"""Names only something outside Python uses, so that vulture takes them for dead: each with its reason."""

_.downgrade  # Alembic asks every migration for it
_.get_default_screen  # Textual asks the app for its first screen
_.run_input_thread  # Textual's driver starts it
_.apply  # Textual passes every line through its filters
_.PostalAddress  # its table is found through the metadata
_.add_panel  # an area outside the program puts its panel on a record
_.keys_wait  # whoever drives the program sees when it has come to rest
_.discount_list_card  # its kind names it as what reads a card
_.unit_group_card  # the same
_.against_call  # the manifest of calling names it as what stands against a call
_.relied_on  # its change alone matters: a list is not taken back before those that rely on it
