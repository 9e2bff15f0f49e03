"""Who may do what (adgang): accounts, logins and the guard that every door of the server stands behind.

Reading is open and uploading closed. A login file (`--auth-file`) names those who may upload; as soon as it
gives anybody the role of a reader, reading is for those it names only, through every door.
"""
